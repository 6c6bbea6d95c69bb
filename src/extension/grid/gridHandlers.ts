import * as vscode from 'vscode';
import type { FullSizeReport } from '../../core/reports';
import type { GridContext, GridFullSize, GridHostMethods, GridUndone } from '../../protocol/grid';
import type { Handlers } from '../../protocol/messages';
import { actionWords, keptNote } from '../actionWords';
import { errorSentence, isAbort, logError } from '../errors';
import { gridDetails } from './gridDetails';
import type { GridFeed } from './gridFeed';
import type { GridPanelDeps } from './gridPanel';
import { gridSearch, startRemedy } from './gridSearch';

export interface GridHandlerDeps extends Pick<GridPanelDeps, 'root' | 'shoots' | 'log'> {
  readonly feed: GridFeed;
  readonly webview: Pick<vscode.Webview, 'asWebviewUri'>;
  readonly onContext: (context: GridContext) => void;
  /** The page has got its snapshot. */
  readonly onReady: () => void;
}

/** What the host answers the page. */
export function gridHandlers(deps: GridHandlerDeps): Handlers<GridHostMethods> {
  const { root, shoots, feed } = deps;
  const api = () => shoots.api(root);
  const run = (command: string, options: object) => vscode.commands.executeCommand(command, { folder: root, ...options });
  const told = (what: string, work: () => PromiseLike<unknown>) => answer(deps, what, async () => void (await work())).then(() => null);
  /** The patch goes out before the answer. */
  const changed = async () => {
    await shoots.changed(root);
    await feed.refresh();
  };
  const takeBack = (which: 'undo' | 'redo') => async (): Promise<GridUndone> =>
    answer(deps, which, async () => {
      const report = await (await api())[which]();
      await changed();
      return { label: report.action === null ? null : actionWords(report.action), paths: [...report.changed], note: keptNote(report) };
    });
  return {
    ready: async () => {
      const snapshot = await answer(deps, 'open the burst grid', () => feed.answer());
      setImmediate(deps.onReady);
      return snapshot;
    },
    decide: ({ paths, patch }) =>
      told('decide', async () => {
        await (await api()).decide(paths, patch);
        await changed();
      }),
    decideMany: ({ changes }) =>
      told('decide', async () => {
        await (await api()).decideAll(changes.map(({ paths, patch }) => ({ files: paths, patch })));
        await changed();
      }),
    undo: takeBack('undo'),
    redo: takeBack('redo'),
    details: ({ path }) => answer(deps, 'explain', async () => gridDetails(await (await api()).explain(path), await shoots.view(root))),
    fullSize: ({ path }, { signal }) =>
      answer(deps, 'take out the full size', async () => fullSize(await (await api()).fullSize(path, { signal }), deps.webview)),
    open: ({ path }) => told('open', () => run('qrate.openPhoto', { file: path })),
    explain: ({ path }) => told('explain', () => run('qrate.explain', { file: path })),
    reveal: ({ path }) =>
      told('reveal', () => vscode.commands.executeCommand('revealInExplorer', vscode.Uri.joinPath(vscode.Uri.file(root), path))),
    cull: () => told('cull', () => vscode.commands.executeCommand('qrate.cull', vscode.Uri.file(root))),
    changeKeys: () =>
      told('change the keys', () => vscode.commands.executeCommand('workbench.action.openGlobalKeybindings', 'qrate.grid.')),
    search: (query, { signal }) => answer(deps, 'search', async () => gridSearch(await api(), query, signal)),
    remedy: ({ remedy }) => told('search', () => startRemedy(remedy, root)),
    context: async (context) => {
      deps.onContext(context);
      return null;
    },
  };
}

const fullSize = (report: FullSizeReport, webview: GridHandlerDeps['webview']): GridFullSize =>
  'reason' in report
    ? report
    : { uri: webview.asWebviewUri(vscode.Uri.file(report.file)).toString(), width: report.width, height: report.height };

/** The log gets the details, the page a sentence. */
async function answer<T>({ log }: Pick<GridHandlerDeps, 'log'>, what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isAbort(error)) throw error;
    logError(log, `burst grid, ${what}`, error);
    throw new Error(errorSentence(error), { cause: error });
  }
}
