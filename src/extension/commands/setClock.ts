import path from 'node:path';
import * as vscode from 'vscode';
import * as z from 'zod';
import { QrateError } from '../../core/errors';
import { formatOffset, parseOffset } from '../../core/group/clocks';
import type { CameraClock } from '../../core/reports';
import { defineCommand } from '../commandTypes';
import { shootFor } from '../targets';
import { photoCount } from '../words';
import { folder } from './optionSchemas';

/** `offset` as seconds, or as a person writes it. */
const options = z.strictObject({ folder, camera: z.string().min(1), offset: z.union([z.number(), z.string()]) });

/** Corrects the clock of one camera of a shoot; no file is changed. */
export const setClockCommand = defineCommand(options, async (host, call) => {
  const root = await shootFor(host, call);
  if (root === undefined) return undefined;
  const api = await host.shoots.api(root);
  const asked =
    call.options === null ? await ask(await api.clocks()) : { camera: call.options.camera, seconds: secondsOf(call.options.offset) };
  if (asked === undefined) return undefined;
  const report = await api.setClock(asked.camera, asked.seconds);
  await host.shoots.changed(root);
  host.log.info(`clock of ${report.camera} in ${path.basename(root)}: ${formatOffset(report.before)} → ${formatOffset(report.seconds)}`);
  if (call.options === null)
    vscode.window.setStatusBarMessage(vscode.l10n.t('Clock of {0}: {1}', report.camera, formatOffset(report.seconds)), 4000);
  return report;
});

function secondsOf(offset: number | string): number {
  const seconds = typeof offset === 'number' ? offset : parseOffset(offset);
  if (seconds === null) throw new QrateError('usage', vscode.l10n.t('“{0}” is not an offset. {1}', String(offset), hint()));
  return seconds;
}

const hint = (): string => vscode.l10n.t('Write +01:02:03, -1:30 (hours and minutes), -90 (seconds) or +1h; 0 takes it back.');

/** `undefined` = the person backed out. */
async function ask(cameras: readonly CameraClock[]): Promise<{ readonly camera: string; readonly seconds: number } | undefined> {
  if (cameras.length === 0) throw new QrateError('usage', vscode.l10n.t('No photo of this shoot says its camera.'));
  const items = cameras.map((clock) => ({ label: clock.camera, description: formatOffset(clock.seconds), detail: detailOf(clock), clock }));
  const choice = await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('The clock of which camera was wrong?') });
  if (choice === undefined) return undefined;
  const { camera, seconds: before } = choice.clock;
  const answer = await vscode.window.showInputBox({
    title: vscode.l10n.t('Clock of {0}', camera),
    prompt: vscode.l10n.t('What must be added to what the clock showed? {0}', hint()),
    value: formatOffset(before),
    validateInput: (text) => (parseOffset(text) === null ? hint() : undefined),
  });
  const seconds = answer === undefined ? null : parseOffset(answer);
  return seconds === null ? undefined : { camera, seconds };
}

function detailOf({ photos, first, last }: CameraClock): string {
  const count = photoCount(photos);
  return first === null || last === null ? count : `${count}, ${first.replace('T', ' ')} – ${last.replace('T', ' ')}`;
}
