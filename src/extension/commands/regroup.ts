import path from 'node:path';
import * as vscode from 'vscode';
import * as z from 'zod';
import { QrateError } from '../../core/errors';
import type { GroupOp } from '../../core/model';
import { type DecisionReport, mergeReports } from '../../core/reports';
import { type Call, type Command, defineCommand } from '../commandTypes';
import { photosFor } from '../targets';
import type { TreeNode } from '../views/treeNodes';
import { photoCount } from '../words';
import { folder } from './optionSchemas';

const options = z.strictObject({ folder, files: z.array(z.string().min(1)).min(1) });

const SAID: Record<GroupOp, (photos: string) => string> = {
  merge: (photos) => vscode.l10n.t('One group now: {0}', photos),
  split: (photos) => vscode.l10n.t('A new group begins at {0}', photos),
  never: (photos) => vscode.l10n.t('Never grouped: {0}', photos),
  auto: (photos) => vscode.l10n.t('Grouped by the rules again: {0}', photos),
};

/** The person's word on the groups of photos. A group of the tree stands for all its frames. */
const regroupCommand = (op: GroupOp): Command<DecisionReport> =>
  defineCommand(options, async (host, call) => {
    const targets = await photosFor(host, withFrames(call));
    if (op === 'merge' && targets.length > 1) throw new QrateError('usage', vscode.l10n.t('A group cannot reach over several shoots.'));
    const reports: DecisionReport[] = [];
    for (const { root, files } of targets) {
      reports.push(await (await host.shoots.api(root)).regroup(op, files));
      await host.shoots.changed(root);
    }
    const report = mergeReports(reports);
    if (call.options === null) say(op, [...report.changed, ...report.unchanged]);
    return report;
  });

const withFrames = <Options>(call: Call<Options>): Call<Options> => ({
  ...call,
  nodes: call.nodes.flatMap((node): readonly TreeNode[] => (node.kind === 'group' ? node.children : [node])),
});

/** In the status bar for a moment, as for decisions. */
function say(op: GroupOp, photos: readonly string[]): void {
  const [only] = photos;
  if (only === undefined) return;
  const what = photos.length === 1 ? path.basename(only) : photoCount(photos.length);
  vscode.window.setStatusBarMessage(SAID[op](what), 4000);
}

export const mergeCommand = regroupCommand('merge');
export const splitCommand = regroupCommand('split');
export const neverCommand = regroupCommand('never');
export const autoCommand = regroupCommand('auto');
