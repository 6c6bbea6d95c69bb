import path from 'node:path';
import * as vscode from 'vscode';
import type { ExportAction, ExportPlan } from '../../core/export/plan';
import { escapeMarkdown } from '../markdown';
import type { ReportDocuments } from '../reportDocuments';
import { bytesText, photoCount } from '../words';

/** Refusals named in the dialog; the whole plan lists all. */
const SHOWN_REFUSALS = 5;

const isWrite = ({ kind }: ExportAction): boolean => kind !== 'refuse' && kind !== 'unchanged';

const ofKind = (plan: ExportPlan, kind: ExportAction['kind']): readonly ExportAction[] => plan.actions.filter((it) => it.kind === kind);

const refusalLine = (action: ExportAction): string => `${path.basename(action.photo ?? action.target)}: ${action.reason ?? ''}`;

function planDetail(plan: ExportPlan): string {
  const refused = ofKind(plan, 'refuse');
  const unchanged = ofKind(plan, 'unchanged').length;
  const more = refused.length - SHOWN_REFUSALS;
  return [
    ...(unchanged > 0 ? [vscode.l10n.t('{0} are already there.', unchanged)] : []),
    ...plan.notes,
    ...(refused.length > 0 ? [vscode.l10n.t('Refused: {0}', refused.length), ...refused.slice(0, SHOWN_REFUSALS).map(refusalLine)] : []),
    ...(more > 0 ? [vscode.l10n.t('… and {0} more', more)] : []),
  ].join('\n');
}

/** Shows what would be written before anything is; answers whether to go on. */
export async function confirmPlan(reports: ReportDocuments, plan: ExportPlan): Promise<boolean> {
  const writes = plan.actions.filter(isWrite);
  if (writes.length === 0) {
    void vscode.window.showInformationMessage([vscode.l10n.t('There is nothing to export.'), planDetail(plan)].join(' '));
    return false;
  }
  const bytes = writes.reduce((sum, action) => sum + action.bytes, 0);
  const question = vscode.l10n.t('Write {0} files for {1} ({2})?', writes.length, photoCount(plan.selected.length), bytesText(bytes));
  const go = vscode.l10n.t('Export');
  const showPlan = vscode.l10n.t('Show Plan');
  const choice = await vscode.window.showInformationMessage(question, { modal: true, detail: planDetail(plan) }, go, showPlan);
  if (choice === showPlan) await reports.show(vscode.l10n.t('Export plan'), planMarkdown(plan));
  return choice === go;
}

const KIND_TEXT: Record<ExportAction['kind'], () => string> = {
  copy: () => vscode.l10n.t('copy'),
  'write-sidecar': () => vscode.l10n.t('new sidecar'),
  'patch-sidecar': () => vscode.l10n.t('change sidecar'),
  'write-file': () => vscode.l10n.t('write'),
  refuse: () => vscode.l10n.t('refused'),
  unchanged: () => vscode.l10n.t('already there'),
};

/** The whole plan as a page. */
function planMarkdown(plan: ExportPlan): string {
  const row = (action: ExportAction) =>
    `| ${[KIND_TEXT[action.kind](), action.photo ?? '', action.target, action.reason ?? ''].map(escapeMarkdown).join(' | ')} |`;
  const heads = [vscode.l10n.t('What'), vscode.l10n.t('Photo'), vscode.l10n.t('Target'), vscode.l10n.t('Reason')];
  const notes = plan.notes.map((note) => `- ${escapeMarkdown(note)}`);
  const hint = vscode.l10n.t('Nothing was written. Run “qrate: Export…” again to go on.');
  return [
    `# ${vscode.l10n.t('Export plan')}`,
    '',
    hint,
    '',
    ...notes,
    '',
    `| ${heads.join(' | ')} |`,
    '| :-- | :-- | :-- | :-- |',
    ...plan.actions.map(row),
    '',
  ].join('\n');
}
