import * as vscode from 'vscode';
import type { SyncReport } from '../../core/sync/report';
import { escapeMarkdown } from '../markdown';
import type { ReportDocuments } from '../reportDocuments';
import { changeCount, conflictCount, photoCount, sidecarCount } from '../words';

/** Lines named in the dialog; the whole plan lists all. */
const SHOWN = 6;

const program = (name: string | null): string => name ?? vscode.l10n.t('another program');

const pulledLine = ({ photo, from, to, program: name }: SyncReport['pulled'][number]): string =>
  vscode.l10n.t('{0}: {1} → {2}, changed in {3}', photo, from, to, program(name));

const pushedLine = ({ sidecar, isNew }: SyncReport['pushed'][number]): string =>
  isNew ? vscode.l10n.t('{0}: new sidecar', sidecar) : vscode.l10n.t('{0}: gets your decision', sidecar);

const conflictLine = ({ photo, theirs, mine, program: name }: SyncReport['conflicts'][number]): string =>
  vscode.l10n.t('{0}: {1} in {2}, {3} decided here', photo, theirs, program(name), mine);

function detail({ pulled, pushed, conflicts, refused, adoptable, notes }: SyncReport): string {
  const lines = [...pulled.map(pulledLine), ...pushed.map(pushedLine)];
  const more = lines.length - SHOWN;
  return [
    ...lines.slice(0, SHOWN),
    ...(more > 0 ? [vscode.l10n.t('… and {0} more', more)] : []),
    ...(conflicts.length > 0 ? [vscode.l10n.t('Skipped conflicts: {0}', conflicts.length)] : []),
    ...refused.slice(0, SHOWN).map(({ path, reason }) => `${path}: ${reason}`),
    ...(adoptable > 0
      ? [
          vscode.l10n.t(
            '{0} without a decision, but with values of other programs. Adopting makes them your decisions.',
            photoCount(adoptable),
          ),
        ]
      : []),
    ...notes,
  ].join('\n');
}

/** Shows what would happen before anything does. */
export async function confirmSync(reports: ReportDocuments, plan: SyncReport): Promise<'sync' | 'adopt' | 'no'> {
  const { pulled, pushed, adoptable } = plan;
  if (pulled.length + pushed.length + adoptable + plan.refused.length === 0) return 'sync';
  const question = vscode.l10n.t(
    'Read back {0} and write {1} for {2}?',
    changeCount(pulled.length),
    sidecarCount(pushed.length),
    plan.profile,
  );
  const [sync, adopt, show] = [vscode.l10n.t('Sync'), vscode.l10n.t('Sync and Adopt'), vscode.l10n.t('Show Plan')];
  const buttons = adoptable > 0 ? [sync, adopt, show] : [sync, show];
  const choice = await vscode.window.showInformationMessage(question, { modal: true, detail: detail(plan) }, ...buttons);
  if (choice === show) await reports.show(vscode.l10n.t('Sync plan'), planMarkdown(plan));
  return choice === sync ? 'sync' : choice === adopt ? 'adopt' : 'no';
}

/** The whole plan as a page. */
function planMarkdown(plan: SyncReport): string {
  const section = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [`## ${title} (${lines.length})`, '', ...lines.map((it) => `- ${escapeMarkdown(it)}`), ''];
  return [
    `# ${vscode.l10n.t('Sync plan')}`,
    '',
    vscode.l10n.t('Nothing was written. Run “qrate: Sync Sidecars…” again to go on.'),
    '',
    ...section(vscode.l10n.t('Read back'), plan.pulled.map(pulledLine)),
    ...section(vscode.l10n.t('To write'), plan.pushed.map(pushedLine)),
    ...section(vscode.l10n.t('Conflicts'), plan.conflicts.map(conflictLine)),
    ...section(
      vscode.l10n.t('Refused'),
      plan.refused.map(({ path, reason }) => `${path}: ${reason}`),
    ),
    ...section(vscode.l10n.t('Notes'), plan.notes),
  ].join('\n');
}

/** What was done, in one line. */
export function showSynced(report: SyncReport): void {
  const { pulled, pushed, conflicts, refused, unchanged } = report;
  const parts =
    pulled.length + pushed.length + conflicts.length + refused.length === 0
      ? [vscode.l10n.t('Sidecars and decisions are in step ({0}).', photoCount(unchanged))]
      : [
          vscode.l10n.t('Read back {0}, wrote {1}.', changeCount(pulled.length), sidecarCount(pushed.length)),
          ...(conflicts.length > 0 ? [vscode.l10n.t('Left open: {0}.', conflictCount(conflicts.length))] : []),
          ...(refused.length > 0 ? [vscode.l10n.t('{0} refused.', refused.length)] : []),
        ];
  const showLog = vscode.l10n.t('Show Log');
  const show = refused.length > 0 ? vscode.window.showWarningMessage : vscode.window.showInformationMessage;
  const buttons = refused.length > 0 ? [showLog] : [];
  void show(parts.join(' '), ...buttons).then((choice) => choice === showLog && vscode.commands.executeCommand('qrate.showLog'));
}
