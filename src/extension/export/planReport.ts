import * as vscode from 'vscode';
import type { ExportAction, ExportPlan } from '../../core/export/plan';
import type { ExportReport } from '../../core/reports';
import { escapeMarkdown } from '../markdown';

const KIND_TEXT: Record<ExportAction['kind'], () => string> = {
  copy: () => vscode.l10n.t('copy'),
  'write-sidecar': () => vscode.l10n.t('new sidecar'),
  'patch-sidecar': () => vscode.l10n.t('change sidecar'),
  'write-file': () => vscode.l10n.t('write'),
  refuse: () => vscode.l10n.t('refused'),
  unchanged: () => vscode.l10n.t('already there'),
};

const table = (heads: readonly string[], rows: readonly (readonly string[])[]): readonly string[] => [
  `| ${heads.join(' | ')} |`,
  `| ${heads.map(() => ':--').join(' | ')} |`,
  ...rows.map((cells) => `| ${cells.map(escapeMarkdown).join(' | ')} |`),
];

/** The whole plan as a page. */
export function planMarkdown(plan: ExportPlan): string {
  const heads = [vscode.l10n.t('What'), vscode.l10n.t('Photo'), vscode.l10n.t('Target'), vscode.l10n.t('Reason')];
  const rows = plan.actions.map((action) => [KIND_TEXT[action.kind](), action.photo ?? '', action.target, action.reason ?? '']);
  const notes = plan.notes.map((note) => `- ${escapeMarkdown(note)}`);
  const hint = vscode.l10n.t('Nothing was written. Run “qrate: Export…” again to go on.');
  return [`# ${vscode.l10n.t('Export plan')}`, '', hint, '', ...notes, '', ...table(heads, rows), ''].join('\n');
}

/** What an export refused, as a page. */
export function refusedMarkdown({ refused }: ExportReport): string {
  const heads = [vscode.l10n.t('File'), vscode.l10n.t('Reason')];
  const rows = refused.map(({ path, reason }) => [path, reason]);
  return [`# ${vscode.l10n.t('Not exported')}`, '', ...table(heads, rows), ''].join('\n');
}
