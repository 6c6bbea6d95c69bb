import path from 'node:path';
import * as vscode from 'vscode';
import * as z from 'zod';
import type { SyncOptions } from '../../core/sync/planSync';
import type { SyncReport } from '../../core/sync/report';
import { type CommandHost, defineCommand } from '../commandTypes';
import { withProgress } from '../progress';
import { EXPORT_WEIGHTS } from '../progressMeter';
import { shootFor } from '../targets';
import { folder, signal } from './optionSchemas';
import { askConflicts } from './syncConflicts';
import { confirmSync, showSynced } from './syncPlan';
import { askXmpSettings, xmpSettings } from './xmpSettings';

const side = z.enum(['theirs', 'mine']);
const options = z.strictObject({
  folder,
  signal,
  dryRun: z.boolean().optional(),
  prefer: side.nullish(),
  adopt: z.boolean().optional(),
  choices: z.array(z.strictObject({ photo: z.string(), field: z.enum(['rating', 'label', 'verdict']), side })).optional(),
});

/** Brings sidecars and decisions together. A person is asked about each conflict and sees the plan before anything is written. */
export const syncCommand = defineCommand(options, async (host, call) => {
  const root = await shootFor(host, call);
  if (root === undefined) return undefined;
  const run = (how: SyncOptions & { readonly dryRun?: boolean | undefined }) =>
    runSync(host, root, { ...how, signal: call.options?.signal });
  const report = call.options === null ? await askAndSync(host, root, run) : await run({ ...call.options, xmp: xmpSettings(root) });
  if (report === undefined || report.dryRun) return report;
  await host.shoots.changed(root);
  logReport(host, report);
  if (call.options === null) showSynced(report);
  return report;
});

type Run = (options: SyncOptions & { readonly dryRun?: boolean | undefined }) => Promise<SyncReport>;

async function askAndSync(host: CommandHost, root: string, run: Run): Promise<SyncReport | undefined> {
  const xmp = await askXmpSettings(await host.shoots.view(root));
  if (xmp === undefined) return undefined;
  const { conflicts } = await run({ xmp, dryRun: true });
  const choices = await askConflicts(conflicts);
  if (choices === undefined) return undefined;
  const answer = await confirmSync(host.reports, await run({ xmp, choices, dryRun: true }));
  return answer === 'no' ? undefined : run({ xmp, choices, adopt: answer === 'adopt' });
}

async function runSync(
  { shoots }: CommandHost,
  root: string,
  how: SyncOptions & { readonly dryRun?: boolean | undefined },
): Promise<SyncReport> {
  const api = await shoots.api(root);
  const title = how.dryRun === true ? vscode.l10n.t('Comparing sidecars') : vscode.l10n.t('Syncing sidecars of {0}', path.basename(root));
  const progress = { title, weights: EXPORT_WEIGHTS, signal: how.signal };
  return shoots.exclusive(root, title, () =>
    withProgress(progress, ({ signal: stop, onProgress }) =>
      api.sync({ ...how, signal: stop, ...(how.dryRun === true ? {} : { onProgress }) }),
    ),
  );
}

function logReport({ log }: CommandHost, { root, pulled, pushed, conflicts, refused }: SyncReport): void {
  log.info(`sync ${root}: ${pulled.length} read back, ${pushed.length} written, ${conflicts.length} conflicts, ${refused.length} refused`);
  for (const { photo, from, to, program } of pulled) log.info(`${photo}: ${from} → ${to} (${program ?? 'another program'})`);
  for (const it of refused) log.warn(`${it.path}: ${it.reason}`);
}
