import path from 'node:path';
import * as vscode from 'vscode';
import * as z from 'zod';
import type { DecisionVerdict } from '../../core/model';
import type { DecisionReport } from '../../core/reports';
import { type Command, defineCommand } from '../commandTypes';
import { photosFor } from '../targets';
import { photoCount } from '../words';
import { folder } from './optionSchemas';

const options = z.strictObject({ folder, files: z.array(z.string().min(1)).min(1) });

const SAID: Record<DecisionVerdict | 'unmarked', (photos: string) => string> = {
  pick: (photos) => vscode.l10n.t('Picked: {0}', photos),
  reject: (photos) => vscode.l10n.t('Rejected: {0}', photos),
  unmarked: (photos) => vscode.l10n.t('Unmarked: {0}', photos),
};

/** The person's verdict on photos; `null` takes it back. Ratings and labels stay. */
const decideCommand = (verdict: DecisionVerdict | null): Command<DecisionReport> =>
  defineCommand(options, async (host, call) => {
    const reports: DecisionReport[] = [];
    for (const { root, files } of await photosFor(host, call)) {
      reports.push(await (await host.shoots.api(root)).decide(files, { verdict }));
      await host.shoots.changed(root);
    }
    const report = { changed: reports.flatMap((it) => it.changed), unchanged: reports.flatMap((it) => it.unchanged) };
    if (call.options === null) say(verdict, [...report.changed, ...report.unchanged]);
    return report;
  });

/** In the status bar for a moment: keys are pressed often, and the count shows when more than one photo was meant. */
function say(verdict: DecisionVerdict | null, photos: readonly string[]): void {
  const [only] = photos;
  if (only === undefined) return;
  const what = photos.length === 1 ? path.basename(only) : photoCount(photos.length);
  vscode.window.setStatusBarMessage(SAID[verdict ?? 'unmarked'](what), 4000);
}

export const pickCommand = decideCommand('pick');
export const rejectCommand = decideCommand('reject');
export const unmarkCommand = decideCommand(null);
