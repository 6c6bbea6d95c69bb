import * as vscode from 'vscode';
import type { Recipe } from '../../core/model';

interface NumberQuestion {
  readonly title: string;
  readonly prompt: string;
  readonly value: number;
  readonly accepts: (value: number) => boolean;
  /** Shown while the number is not accepted. */
  readonly hint: string;
}

async function askNumber({ title, prompt, value, accepts, hint }: NumberQuestion): Promise<number | undefined> {
  const valid = (text: string) => text.trim() !== '' && Number.isFinite(Number(text)) && accepts(Number(text));
  const validateInput = (text: string) => (valid(text) ? undefined : hint);
  const answer = await vscode.window.showInputBox({ title, prompt, value: String(value), validateInput });
  return answer === undefined ? undefined : Number(answer);
}

/** Asks for the two numbers that people change, starting from the settings. `undefined` = backed out. */
export async function askRecipe(settings: Recipe): Promise<Recipe | undefined> {
  const asIs = {
    label: vscode.l10n.t('Use the settings'),
    description: vscode.l10n.t('keep {0} of each burst, sharpness at least {1}', settings.keepPerBurst, settings.minSharpness),
  };
  const change = { label: vscode.l10n.t('Change for this cull…'), description: vscode.l10n.t('the settings stay as they are') };
  const choice = await vscode.window.showQuickPick([asIs, change], { placeHolder: vscode.l10n.t('Suggest picks: how strictly?') });
  if (choice === undefined) return undefined;
  return choice === asIs ? settings : askNumbers(settings);
}

async function askNumbers(settings: Recipe): Promise<Recipe | undefined> {
  const keepPerBurst = await askNumber({
    title: vscode.l10n.t('Cull (1 of 2)'),
    prompt: vscode.l10n.t('How many frames of each burst should be suggested as picks?'),
    value: settings.keepPerBurst,
    accepts: (value) => Number.isInteger(value) && value >= 1,
    hint: vscode.l10n.t('A whole number of 1 or more'),
  });
  if (keepPerBurst === undefined) return undefined;
  const minSharpness = await askNumber({
    title: vscode.l10n.t('Cull (2 of 2)'),
    prompt: vscode.l10n.t('Below which sharpness should a photo be put up for review? 0 = never'),
    value: settings.minSharpness,
    accepts: (value) => value >= 0,
    hint: vscode.l10n.t('A number of 0 or more'),
  });
  return minSharpness === undefined ? undefined : { ...settings, keepPerBurst, minSharpness };
}
