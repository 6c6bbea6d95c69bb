import * as vscode from 'vscode';
import type { ExportFormat } from '../../core/export/plan';
import type { ShootView } from '../../core/reports';
import { countPicks } from '../views/verdicts';
import { askMany, askOne, askText, type StepAnswer, type StepPlace, type WizardStep } from '../wizard';
import { pickCount } from '../words';
import type { ExportDraft } from './exportDraft';

/** The steps of an export up to its plan, for one shoot. */
export const exportTitle = (): string => vscode.l10n.t('Export');

interface FormatItem extends vscode.QuickPickItem {
  readonly format: ExportFormat;
}

export const formatWord: Record<ExportFormat, () => string> = {
  copy: () => vscode.l10n.t('Copies'),
  xmp: () => vscode.l10n.t('XMP sidecars'),
  list: () => vscode.l10n.t('List'),
  gallery: () => vscode.l10n.t('Gallery'),
  manifest: () => vscode.l10n.t('Manifest'),
};

const FORMAT_ICONS: Record<ExportFormat, string> = { copy: 'files', xmp: 'tag', list: 'list-flat', gallery: 'globe', manifest: 'json' };

const FORMAT_DETAILS: Record<ExportFormat, () => string> = {
  copy: () => vscode.l10n.t('Copies the picks with their companions into a folder; every copy is verified.'),
  xmp: () => vscode.l10n.t('Writes ratings and labels beside the RAW files, for Lightroom, Capture One and others.'),
  list: () => vscode.l10n.t('A text file with one path a line, for scripts.'),
  gallery: () => vscode.l10n.t('A folder with a web page of the picks that opens in any browser.'),
  manifest: () => vscode.l10n.t('A JSON file with every pick, its hash, scores and reason.'),
};

const FORMATS = Object.keys(FORMAT_DETAILS) as readonly ExportFormat[];

export const formatStep: WizardStep<ExportDraft> = {
  id: 'format',
  async ask(draft, place) {
    const items = FORMATS.map(
      (format): FormatItem => ({ format, label: `$(${FORMAT_ICONS[format]}) ${formatWord[format]()}`, detail: FORMAT_DETAILS[format]() }),
    );
    const active = items.find(({ format }) => format === draft.format);
    const item = await askOne({ ...place, title: exportTitle(), placeholder: vscode.l10n.t('Export the picks as…'), items, active });
    return item === 'back' || item === undefined ? item : { next: { ...draft, format: item.format } };
  },
};

/** All picks, or the best so many of them. */
export const selectionStep = ({ photos }: ShootView): WizardStep<ExportDraft> => ({
  id: 'selection',
  async ask(draft, place) {
    const { decided, suggested } = countPicks(photos);
    const all = { label: vscode.l10n.t('All picks'), description: counted(decided, suggested) };
    const best = { label: vscode.l10n.t('Only the best…'), description: vscode.l10n.t('spread over bursts, scenes and time') };
    const active = draft.top === null ? all : best;
    const title = titleOf(draft);
    const item = await askOne({ ...place, title, placeholder: vscode.l10n.t('Which of them?'), items: [all, best], active });
    if (item === 'back' || item === undefined) return item;
    return item === all ? { next: { ...draft, top: null } } : askTop(draft, place, decided + suggested);
  },
});

const counted = (decided: number, suggested: number): string =>
  vscode.l10n.t('{0}: {1} by you, {2} suggested', pickCount(decided + suggested), decided, suggested);

/** The number belongs to the step of the selection: Back leads to that one again. */
async function askTop(draft: ExportDraft, place: StepPlace, picks: number): Promise<StepAnswer<ExportDraft>> {
  const isCount = (text: string) => /^\s*\d{1,6}\s*$/.test(text) && Number(text) >= 1;
  const answer = await askText({
    ...place,
    canGoBack: true,
    title: titleOf(draft),
    placeholder: vscode.l10n.t('How many photos at most? Alternates fill up when there are fewer than {0}.', pickCount(picks)),
    value: String(draft.top ?? Math.max(1, Math.min(draft.lastTop, picks))),
    judge: (text) => (isCount(text) ? undefined : vscode.l10n.t('A whole number of 1 or more')),
  });
  if (answer === 'back') return { again: 'selection' };
  return answer === undefined ? undefined : { next: { ...draft, top: Number(answer), lastTop: Number(answer) } };
}

export const titleOf = ({ format }: ExportDraft): string => `${exportTitle()}: ${formatWord[format]()}`;

/** A switch of a format. */
interface OptionItem extends vscode.QuickPickItem {
  readonly set: (draft: ExportDraft, on: boolean) => ExportDraft;
  readonly isOn: (draft: ExportDraft) => boolean;
}

/** What a format lets the person choose; asked only where there is something. */
export const optionsStep: WizardStep<ExportDraft> = {
  id: 'options',
  async ask(draft, place) {
    const items = OPTIONS[draft.format]?.() ?? [];
    if (items.length === 0) return 'nothing to ask';
    const on = items.filter((item) => item.isOn(draft));
    const question = { ...place, title: titleOf(draft), placeholder: vscode.l10n.t('Options. Enter goes on'), items };
    const ticked = await askMany(question, on);
    if (ticked === 'back' || ticked === undefined) return ticked;
    return { next: items.reduce((it, item) => item.set(it, ticked.includes(item)), draft) };
  },
};

const OPTIONS: Partial<Record<ExportFormat, () => readonly OptionItem[]>> = { xmp: xmpOptions, list: listOptions };

function xmpOptions(): readonly OptionItem[] {
  const part = (name: keyof ExportDraft['sidecars']): Pick<OptionItem, 'set' | 'isOn'> => ({
    set: (draft, on) => ({ ...draft, sidecars: { ...draft.sidecars, [name]: on } }),
    isOn: ({ sidecars }) => sidecars[name],
  });
  return [
    {
      label: vscode.l10n.t('Stars for picks'),
      detail: vscode.l10n.t('Where a photo has none yet; your own ratings are always written.'),
      ...part('stars'),
    },
    { label: vscode.l10n.t('Colour label for picks'), ...part('pickLabel') },
    { label: vscode.l10n.t('Colour label for what you rejected'), ...part('rejectLabel') },
  ];
}

function listOptions(): readonly OptionItem[] {
  return [
    {
      label: vscode.l10n.t('End each path with a NUL byte'),
      detail: vscode.l10n.t('For scripts (xargs -0): even names with line breaks are safe then.'),
      set: (draft, on) => ({ ...draft, nul: on }),
      isOn: ({ nul }) => nul,
    },
  ];
}
