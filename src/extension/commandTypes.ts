import type * as vscode from 'vscode';
import type * as z from 'zod';
import { QrateError } from '../core/errors';
import type { DecisionVerdict } from '../core/model';
import type { ChartsPanels } from './charts/chartsPanels';
import type { ExplainPanels } from './explain/explainPanels';
import type { GridPanels } from './grid/gridPanels';
import type { DisagreementNode } from './history/disagreementNodes';
import type { IndexRuns } from './indexRuns';
import type { Intent } from './intent/intent';
import type { ExtensionModels } from './models/extensionModels';
import type { PhotoEditors } from './photoEditor/photoEditors';
import type { PickerPanels } from './picker/pickerPanels';
import type { ReportDocuments } from './reportDocuments';
import type { Shoots } from './shoots';
import type { BurstsView } from './views/burstsView';
import type { SelectionView } from './views/selectionView';
import type { TreeNode } from './views/treeNodes';
import type { Watching } from './watch/watching';

/** What commands work with. */
export interface CommandHost {
  readonly log: vscode.LogOutputChannel;
  readonly shoots: Shoots;
  /** What the window remembers for this workspace. */
  readonly memory: vscode.Memento;
  readonly indexing: IndexRuns;
  readonly watching: Watching;
  readonly bursts: BurstsView;
  readonly selection: SelectionView;
  readonly explain: ExplainPanels;
  readonly photos: PhotoEditors;
  readonly charts: ChartsPanels;
  readonly grids: GridPanels;
  readonly pickers: PickerPanels;
  readonly reports: ReportDocuments;
  readonly intent: Intent;
  readonly models: ExtensionModels;
}

/** How a command was called. `options` is `null` when a person did it: then it may ask, and says what it did. */
export interface Call<Options> {
  readonly options: Options | null;
  /** Files or folders of the explorer. */
  readonly uris: readonly vscode.Uri[];
  /** Nodes of the tree. */
  readonly nodes: readonly TreeNode[];
  /** Nodes of the tree of disagreements; `uris` are their photos. */
  readonly disagreements: readonly DisagreementNode[];
}

/** The command of a person's verdict; `null` takes it back. */
export const verdictCommand = (verdict: DecisionVerdict | null): 'qrate.pick' | 'qrate.reject' | 'qrate.unmark' =>
  verdict === null ? 'qrate.unmark' : `qrate.${verdict}`;

/** Answers its report, or `undefined` where the person or the caller's signal cancelled it. */
export type Command<Report> = (host: CommandHost, call: Call<unknown>) => Promise<Report | undefined>;

/** A command whose options are checked before it runs. Throws QrateError('usage') that names the wrong option. */
export function defineCommand<Options, Report>(
  schema: z.ZodType<Options>,
  run: (host: CommandHost, call: Call<Options>) => Promise<Report | undefined>,
): Command<Report> {
  return async (host, call) => {
    if (call.options === null) return run(host, { ...call, options: null });
    const parsed = schema.safeParse(call.options);
    if (parsed.success) return run(host, { ...call, options: parsed.data });
    const [issue] = parsed.error.issues;
    throw new QrateError('usage', `${issue?.path.join('.') || 'options'}: ${issue?.message ?? 'not understood'}`);
  };
}
