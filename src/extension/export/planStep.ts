import path from 'node:path';
import * as vscode from 'vscode';
import { QrateError } from '../../core/errors';
import type { ExportAction, ExportPlan } from '../../core/export/plan';
import { isAbort } from '../errors';
import { askOne, type StepAnswer, type StepPlace } from '../wizard';
import { bytesText, photoCount } from '../words';
import type { ExportDraft } from './exportDraft';
import { titleOf } from './exportSteps';

/** Refusals that are listed one by one; the whole plan has all of them. */
const LISTED = 200;

interface PlanItem extends vscode.QuickPickItem {
  readonly does?: 'write' | 'show' | 'destination';
}

/** What the person wants done with a plan. */
export interface Planned {
  readonly draft: ExportDraft;
  readonly plan: ExportPlan;
  readonly does: 'write' | 'show';
}

export const isWrite = ({ kind }: ExportAction): boolean => kind !== 'refuse' && kind !== 'unchanged';

/** Makes the plan and shows it: how much would be written, what is refused and why. Nothing is written here. */
export async function askPlan(draft: ExportDraft, place: StepPlace, makePlan: () => Promise<ExportPlan>): Promise<StepAnswer<Planned>> {
  const plan = await planOrProblem(makePlan);
  if (plan === undefined) return 'back';
  const items = 'problem' in plan ? problemItems(plan.problem) : planItems(plan);
  const item = await askOne({ ...place, title: titleOf(draft), placeholder: 'problem' in plan ? plan.problem : headline(plan), items });
  if (item === 'back' || item === undefined) return item;
  if (item.does === 'destination' || 'problem' in plan) return { again: 'destination' };
  return { next: { draft, plan, does: item.does === 'write' ? 'write' : 'show' } };
}

/** A destination that cannot be used is a matter of this step, not the end of the export. `undefined` = planning was cancelled. */
async function planOrProblem(makePlan: () => Promise<ExportPlan>): Promise<ExportPlan | { readonly problem: string } | undefined> {
  try {
    return await makePlan();
  } catch (error) {
    if (isAbort(error)) return undefined;
    if (error instanceof QrateError && error.code === 'bad-destination') return { problem: error.message };
    throw error;
  }
}

const problemItems = (problem: string): readonly PlanItem[] => [
  { label: vscode.l10n.t('$(folder-opened) Choose Another Destination'), detail: problem, does: 'destination' },
];

function headline(plan: ExportPlan): string {
  const writes = plan.actions.filter(isWrite);
  if (writes.length === 0) return vscode.l10n.t('There is nothing to write.');
  const bytes = bytesText(writes.reduce((sum, action) => sum + action.bytes, 0));
  return vscode.l10n.t('{0} files for {1}, {2}. Write them?', writes.length, photoCount(plan.selected.length), bytes);
}

/** Exported for tests: the plan as a list, what can be done first. */
export function planItems(plan: ExportPlan): readonly PlanItem[] {
  const writes = plan.actions.filter(isWrite);
  const refused = plan.actions.filter(({ kind }) => kind === 'refuse');
  const unchanged = plan.actions.filter(({ kind }) => kind === 'unchanged').length;
  const bytes = bytesText(writes.reduce((sum, action) => sum + action.bytes, 0));
  return [
    ...(writes.length === 0
      ? []
      : [{ label: vscode.l10n.t('$(check) Write {0} Files', writes.length), description: bytes, does: 'write' as const }]),
    { label: vscode.l10n.t('$(preview) Show Plan'), description: vscode.l10n.t('writes nothing'), does: 'show' },
    ...(unchanged > 0 || plan.notes.length > 0 ? [heading(vscode.l10n.t('Good to know'))] : []),
    ...(unchanged > 0 ? [{ label: vscode.l10n.t('$(pass) {0} are already there', unchanged) }] : []),
    ...plan.notes.map((note) => ({ label: `$(info) ${note}` })),
    ...(refused.length > 0 ? [heading(vscode.l10n.t('Refused: {0}', refused.length))] : []),
    ...refused.slice(0, LISTED).map((action) => ({ label: `$(warning) ${nameOf(action)}`, detail: action.reason ?? '' })),
    ...(refused.length > LISTED ? [{ label: vscode.l10n.t('… and {0} more', refused.length - LISTED) }] : []),
  ];
}

const nameOf = ({ photo, target }: ExportAction): string => path.basename(photo ?? target);

const heading = (label: string): PlanItem => ({ label, kind: vscode.QuickPickItemKind.Separator });
