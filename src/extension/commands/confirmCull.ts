import path from 'node:path';
import * as vscode from 'vscode';
import { type Recipe, VERDICTS, type Verdict } from '../../core/model';
import type { CullMove, CullPreview } from '../../core/reports';
import type { ShootApi } from '../../core/shootApi';
import { photoCount, verdictWord } from '../words';
import { recipeText } from './askRecipe';
import { type Answer, pickStep } from './quickSteps';

interface PreviewItem extends vscode.QuickPickItem {
  readonly run: 'cull' | 'back' | 'open' | null;
  /** Of `open`: the photo. */
  readonly photo?: string;
}

export interface CullQuestion {
  readonly api: Pick<ShootApi, 'root' | 'previewCull'>;
  readonly recipe: Recipe;
  readonly canGoBack: boolean;
}

/** The last step of a cull: what it will change, before it does. */
export async function confirmCull({ api, recipe, canGoBack }: CullQuestion): Promise<Answer<'cull'>> {
  const answer = await pickStep<PreviewItem>({
    title: vscode.l10n.t('Cull {0}: {1}', path.basename(api.root), recipeText(recipe)),
    step: canGoBack ? 2 : 1,
    steps: canGoBack ? 2 : 1,
    placeholder: vscode.l10n.t('What will change. Photos and your own decisions stay as they are.'),
    canGoBack,
    items: api.previewCull(recipe).then((preview) => previewItems(preview, canGoBack)),
    stays: ({ run, photo }) => {
      if (run === 'open' && photo !== undefined) void vscode.commands.executeCommand('qrate.openPhoto', { folder: api.root, file: photo });
      return run === 'open' || run === null;
    },
  });
  if (answer === undefined || answer === 'back') return answer;
  return answer.run === 'back' ? 'back' : 'cull';
}

/** The preview as rows: what to do, the counts, then every move with a few of its photos. */
function previewItems(preview: CullPreview, canGoBack: boolean): readonly PreviewItem[] {
  return [
    {
      label: `$(check) ${vscode.l10n.t('Cull')}`,
      description: changesText(preview),
      detail: stayText(preview),
      run: 'cull',
      alwaysShow: true,
    },
    ...(canGoBack
      ? [{ label: `$(arrow-left) ${vscode.l10n.t('Back')}`, description: vscode.l10n.t('another recipe'), run: 'back' as const }]
      : []),
    separator(vscode.l10n.t('Suggestions now → then')),
    ...VERDICTS.map((verdict) => countItem(preview, verdict)),
    ...preview.moves.flatMap(moveItems),
  ];
}

function changesText({ moves, changed, groups }: CullPreview): string {
  const moved = moves.reduce((sum, { photos }) => sum + photos, 0);
  if (changed === 0) return vscode.l10n.t('nothing changes');
  if (moved === 0) return vscode.l10n.t('no verdict changes, only ranks');
  if (groups.affected === 0) return vscode.l10n.t('{0} get another suggestion', photoCount(moved));
  return vscode.l10n.t('{0} get another suggestion; groups concerned: {1}', photoCount(moved), groups.affected);
}

/** What the counts do not say; nothing where there is nothing to add. */
function stayText({ decided, groups }: CullPreview): string | undefined {
  const notes = [
    ...(decided === 0 ? [] : [vscode.l10n.t('You have decided about {0} of these: that stays.', photoCount(decided))]),
    ...(groups.before === groups.after ? [] : [vscode.l10n.t('Groups: {0} → {1}.', groups.before, groups.after)]),
  ];
  return notes.length === 0 ? undefined : notes.join(' ');
}

const ICONS: Readonly<Record<Verdict, string>> = { pick: '$(pass)', alternate: '$(versions)', review: '$(eye)', reject: '$(circle-slash)' };

function countItem({ before, suggestions, current }: CullPreview, verdict: Verdict): PreviewItem {
  const [was, will] = [before[verdict], suggestions[verdict]];
  const difference = will > was ? `+${will - was}` : `−${was - will}`;
  const text = current === null ? String(will) : was === will ? vscode.l10n.t('{0}, as before', will) : `${was} → ${will} (${difference})`;
  return { label: `${ICONS[verdict]} ${verdictWord[verdict]()}`, description: text, run: null };
}

function moveItems({ from, to, photos, examples }: CullMove): readonly PreviewItem[] {
  const was = from === null ? vscode.l10n.t('not culled yet') : verdictWord[from]();
  const rest = photos - examples.length;
  return [
    separator(`${was} → ${verdictWord[to]()}: ${photoCount(photos)}`),
    ...examples.map(({ path: photo, sentence, decided }): PreviewItem => {
      const yours = decided === null ? '' : vscode.l10n.t('(your {0} stays)', verdictWord[decided]());
      const folder = path.posix.dirname(photo);
      const description = [yours, folder === '.' ? '' : folder].filter(Boolean).join(' ');
      return { label: path.posix.basename(photo), description, detail: sentence, run: 'open', photo };
    }),
    ...(rest === 0 ? [] : [{ label: vscode.l10n.t('and {0} more', photoCount(rest)), run: null }]),
  ];
}

const separator = (label: string): PreviewItem => ({ label, kind: vscode.QuickPickItemKind.Separator, run: null });
