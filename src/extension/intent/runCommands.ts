import path from 'node:path';
import * as vscode from 'vscode';
import * as z from 'zod';
import { QrateError } from '../../core/errors';
import type { NamedPlan } from '../../core/intent/builtIn';
import { destinationFrom, portable } from '../../core/intent/destination';
import { type Plan, parsePlan } from '../../core/intent/plan';
import { listPlans, savePlan, withParameters } from '../../core/intent/plans';
import { type PlanPreview, previewPlan } from '../../core/intent/preview';
import { previewSentences, writes } from '../../core/intent/previewWords';
import { type PlanReport, runPlan } from '../../core/intent/run';
import { doubtsAbout } from '../../core/intent/understand';
import { presetKey, presetName } from '../../core/presets/preset';
import { findNamed } from '../../core/presets/shelves';
import { folder, signal } from '../commands/optionSchemas';
import { type Call, type CommandHost, defineCommand } from '../commandTypes';
import { askKeeper, keepingFor, type PresetKeeper } from '../presetKeepers';
import { tellPresetProblems } from '../presetProblems';
import { withProgress } from '../progress';
import { CULL_WEIGHTS, EXPORT_WEIGHTS } from '../progressMeter';
import { shootFor } from '../targets';
import { originWords } from '../words';
import { planDocument } from './planInFront';
import { showRuns } from './runSummary';

export interface NamedReport {
  readonly name: string;
  readonly report: PlanReport;
}

const runOptions = z.strictObject({
  folder,
  signal,
  plan: z.looseObject({}),
  /** Asks before it writes, like a person's own call does. */
  confirm: z.boolean().optional(),
  skipMissing: z.boolean().optional(),
});

/** Carries the plan in front out. A person sees first what it will write, and where; without a yes nothing is written. */
export const runPlanCommand = defineCommand(runOptions, async (host, call): Promise<PlanReport | undefined> => {
  const found = await planOf(host, call);
  if (found === undefined) return undefined;
  const isAsked = call.options === null || call.options.confirm === true;
  const skipMissing = call.options?.skipMissing ?? false;
  const done = await runAll(host, { root: found.root, plans: [found], isAsked, skipMissing, signal: call.options?.signal });
  return done?.[0]?.report;
});

const presetOptions = z.strictObject({
  folder,
  signal,
  names: z.array(z.string().min(1)).min(1),
  set: z.array(z.string()).optional(),
  confirm: z.boolean().optional(),
  skipMissing: z.boolean().optional(),
});

/** Carries presets out, one after the other, after one question and with one summary. */
export const runPresetCommand = defineCommand(presetOptions, async (host, call): Promise<readonly NamedReport[] | undefined> => {
  const root = await shootFor(host, call);
  if (root === undefined) return undefined;
  const chosen = await presetsOf(host, root, call);
  if (chosen === undefined || chosen.length === 0) return undefined;
  const plans = chosen.map(({ name, plan }) => ({ name, plan: withParameters(plan, call.options?.set ?? []) }));
  const isAsked = call.options === null || call.options.confirm === true;
  return runAll(host, { root, plans, isAsked, skipMissing: call.options?.skipMissing ?? false, signal: call.options?.signal });
});

async function presetsOf(
  host: CommandHost,
  root: string,
  { options, nodes }: Call<z.infer<typeof presetOptions>>,
): Promise<readonly NamedPlan[] | undefined> {
  const plans = await listPlans((await host.shoots.api(root)).location);
  if (options !== null) return options.names.map((name) => findNamed(plans, name));
  const named = nodes.flatMap((node) => (node.kind === 'preset' ? [node.preset.name] : node.kind === 'plan' ? [node.plan.name] : []));
  if (named.length > 0) return named.map((name) => findNamed(plans, name));
  tellPresetProblems(plans);
  const items = plans.items.map((it) => ({ label: it.name, description: originWords(it.origin), detail: it.description ?? '', it }));
  const placeHolder = vscode.l10n.t('Which presets are to run? They run in this order.');
  return (await vscode.window.showQuickPick(items, { placeHolder, canPickMany: true, matchOnDetail: true }))?.map(({ it }) => it);
}

interface Wanted extends NamedWish {
  readonly root: string;
}

interface NamedWish {
  readonly name: string;
  readonly plan: Plan;
  /** Sentences: what of the person’s words was left over, or does not go together. */
  readonly doubts?: readonly string[];
}

async function planOf(host: CommandHost, call: Call<z.infer<typeof runOptions>>): Promise<Wanted | undefined> {
  if (call.options !== null) {
    const root = await shootFor(host, call);
    return root === undefined ? undefined : { root, name: vscode.l10n.t('Plan'), plan: parsePlan(call.options.plan) };
  }
  const document = planDocument(host, call);
  const { root, plan, problem, reading } = await host.intent.documents.read(document);
  if (root === null || plan === null) throw new QrateError('usage', problem?.sentence ?? vscode.l10n.t('This is no plan yet.'));
  return { root, plan, name: path.posix.basename(document.uri.path), doubts: reading === null ? [] : doubtsAbout(reading) };
}

interface Batch {
  readonly root: string;
  readonly plans: readonly NamedWish[];
  readonly isAsked: boolean;
  readonly skipMissing: boolean;
  readonly signal: AbortSignal | undefined;
}

async function runAll(host: CommandHost, batch: Batch): Promise<readonly NamedReport[] | undefined> {
  const { root, isAsked, signal } = batch;
  const answer = isAsked ? await confirm(host, batch) : { skipMissing: batch.skipMissing };
  if (answer === undefined) return undefined;
  const title = vscode.l10n.t('Running {0} on {1}', batch.plans.map(({ name }) => name).join(', '), path.basename(root));
  const weights = { ...CULL_WEIGHTS, ...EXPORT_WEIGHTS };
  try {
    const done = await host.shoots.exclusive(root, title, () =>
      withProgress({ title, weights, signal }, (run) => inOrder(host, batch, { ...run, ...answer })),
    );
    for (const { name, report } of done) host.log.info(`run ${name} on ${root}: ${summaryFor(report)}`);
    if (isAsked) void showRuns(host, root, done);
    return done;
  } finally {
    // A run that was cancelled or failed half-way may have culled.
    await host.shoots.changed(root);
  }
}

const summaryFor = ({ selected, cull, export: to }: PlanReport): string =>
  JSON.stringify({ selected: selected.length, culled: cull?.changed ?? null, written: to?.written.length ?? null });

async function inOrder(
  host: CommandHost,
  { root, plans }: Batch,
  options: Omit<Parameters<typeof runPlan>[2], 'resolve'>,
): Promise<readonly NamedReport[]> {
  const api = await host.shoots.api(root);
  const done: NamedReport[] = [];
  for (const { name, plan } of plans) {
    options.signal?.throwIfAborted();
    done.push({ name, report: await runPlan(api, plan, { resolve: destinationFrom(root), ...options }) });
  }
  return done;
}

/** `undefined` = no. What cannot be answered is named, and running without it is a button of its own. */
async function confirm(host: CommandHost, { root, plans, skipMissing }: Batch): Promise<{ readonly skipMissing: boolean } | undefined> {
  const api = await host.shoots.api(root);
  const previews: (NamedWish & { readonly preview: PlanPreview })[] = [];
  for (const it of plans) previews.push({ ...it, preview: await previewPlan(api, it.plan, { resolve: destinationFrom(root) }) });
  const impossible = previews.find(({ preview }) => preview.export?.impossible != null)?.preview.export?.impossible;
  if (impossible != null) throw new QrateError('bad-destination', impossible);
  const lacks = previews.some(({ preview }) => preview.missing.length > 0);
  if (!lacks && !previews.some(({ preview }) => writes(preview))) return { skipMissing };
  const parts = previews.map(({ name, plan, preview, doubts = [] }) =>
    [...(plans.length > 1 ? [name] : []), ...doubts, ...previewSentences(plan, preview, destinationFrom(root))].join('\n'),
  );
  const go = lacks ? vscode.l10n.t('Run Without It') : vscode.l10n.t('Run');
  const question =
    plans.length === 1
      ? vscode.l10n.t('Run this plan on {0}?', path.basename(root))
      : vscode.l10n.t('Run {0} plans on {1}?', plans.length, path.basename(root));
  const choice = await vscode.window.showWarningMessage(question, { modal: true, detail: parts.join('\n\n') }, go);
  return choice === go ? { skipMissing: lacks || skipMissing } : undefined;
}

const saveOptions = z.strictObject({
  folder,
  plan: z.looseObject({}),
  name: z.string().min(1),
  keeper: z.enum(['shoot', 'settings', 'person']).optional(),
});

/** Keeps the plan in front as a preset; destinations are kept relative to the shoot. */
export const savePlanCommand = defineCommand(saveOptions, async (host, call): Promise<NamedPlan | undefined> => {
  const found = await planOf(
    host,
    call.options === null ? { ...call, options: null } : { ...call, options: { folder: call.options.folder, plan: call.options.plan } },
  );
  if (found === undefined) return undefined;
  const { location } = await host.shoots.api(found.root);
  const keeper = call.options === null ? await askKeeper(found.root) : (call.options.keeper ?? 'shoot');
  if (keeper === undefined) return undefined;
  const name = call.options?.name ?? (await askPresetName((await listPlans(location)).items, keeper));
  if (name === undefined) return undefined;
  const plan = portable(found.plan, found.root, destinationFrom(found.root));
  const saved = await savePlan(location, { name, plan }, keepingFor(keeper, { root: found.root, name }));
  await host.shoots.changed(found.root);
  if (call.options === null) void vscode.window.showInformationMessage(vscode.l10n.t('Saved as the preset “{0}”.', saved.name));
  return saved;
});

function askPresetName(plans: readonly NamedPlan[], keeper: PresetKeeper): Thenable<string | undefined> {
  const own = new Set(plans.filter(({ origin }) => origin === keeper).map(({ name }) => presetKey(name)));
  return vscode.window.showInputBox({
    title: vscode.l10n.t('Name of the preset'),
    validateInput: (text) => {
      if (!presetName.safeParse(text).success) return vscode.l10n.t('A name of 1 to 60 characters');
      const severity = vscode.InputBoxValidationSeverity.Info;
      return own.has(presetKey(text)) ? { message: vscode.l10n.t('Replaces the preset of this name'), severity } : undefined;
    },
  });
}
