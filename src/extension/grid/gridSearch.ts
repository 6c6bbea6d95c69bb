import * as vscode from 'vscode';
import { NotSearchable, QrateError } from '../../core/errors';
import type { ShootApi } from '../../core/shootApi';
import { fitting } from '../../core/vectors/search';
import type { GridFound, GridQuery, SearchRemedy } from '../../protocol/gridSearch';

/** So many photos a person looks through; the rest is less like than all of them. */
const SHOWN = 200;

/** Photos by what they show. What is missing is an answer, with what helps; other errors are thrown. */
export async function gridSearch(api: ShootApi, query: GridQuery, signal: AbortSignal): Promise<GridFound> {
  try {
    const { matches, unknown } = await api.find(query, { signal });
    const own = 'like' in query ? [query.like] : [];
    const shown = matches.slice(0, SHOWN);
    return {
      matches: [...own, ...shown.map(({ path }) => path)],
      fit: own.length + Math.min(fitting(matches).length, shown.length),
      unknown,
    };
  } catch (error) {
    if (error instanceof NotSearchable)
      return { problem: lackSentence(error, query), remedy: error.lacks === 'model' ? 'models' : 'index' };
    if (error instanceof QrateError && error.code === 'models') return { problem: error.message, remedy: 'models' };
    throw error;
  }
}

function lackSentence({ lacks }: NotSearchable, query: GridQuery): string {
  if ('like' in query) return vscode.l10n.t('This photo has nothing to be compared by yet. Index the shoot.');
  return lacks === 'model'
    ? vscode.l10n.t('Searching in words needs two models: one that reads words and one that describes pictures. Get both, then index.')
    : vscode.l10n.t('No photo has been described yet. Get the model that describes pictures, if it is missing, and index the shoot.');
}

export async function startRemedy(remedy: SearchRemedy, root: string): Promise<void> {
  if (remedy === 'index') await vscode.commands.executeCommand('qrate.index', vscode.Uri.file(root));
  else await vscode.commands.executeCommand('qrate.models.manage');
}
