import path from 'node:path';
import * as vscode from 'vscode';
import type { PlanPreview } from '../../core/intent/preview';
import { writes } from '../../core/intent/previewWords';
import type { Understanding } from '../../core/intent/understand';
import { escapeMarkdown } from '../markdown';
import { photoCount } from '../words';

/** Photos that are linked; the plan lists them all. */
const LINKED = 12;

interface Answer {
  readonly root: string;
  readonly reading: Understanding;
  readonly preview: PlanPreview;
}

/** A plan in the chat: what was understood, the steps, some photos, and buttons. Text from files and models is shown, never rendered. */
export function planAnswer(stream: vscode.ChatResponseStream, answer: Answer): void {
  const { root, reading, preview } = answer;
  stream.markdown([...readingLines(reading), '', ...stepTable(preview), ''].join('\n'));
  stream.markdown(`\n**${escapeMarkdown(vscode.l10n.t('{0} selected', photoCount(preview.selected.length)))}**\n\n`);
  for (const photo of preview.selected.slice(0, LINKED)) {
    stream.anchor(vscode.Uri.file(path.join(root, photo)), path.posix.basename(photo));
    stream.markdown('  ');
  }
  if (preview.selected.length > LINKED) stream.markdown(`\n\n${vscode.l10n.t('and {0} more', preview.selected.length - LINKED)}\n`);
  stream.markdown(`\n\n${exportLines(preview).map(escapeMarkdown).join('\n\n')}\n`);
  buttons(stream, answer);
}

function readingLines({ understood, unused, contradictions, corrections, model }: Understanding): readonly string[] {
  const row = (words: string, meaning: string) => `- ${escapeMarkdown(words)} → ${escapeMarkdown(meaning)}`;
  return [
    ...(model === null ? [] : [escapeMarkdown(vscode.l10n.t('Read by {0}.', model.name))]),
    ...corrections.map(({ typed, read }) => row(typed, vscode.l10n.t('read as “{0}”', read))),
    ...understood.map(({ words, meaning }) => row(words, meaning)),
    ...(unused.length === 0 ? [] : ['', `⚠ ${escapeMarkdown(vscode.l10n.t('Not used: {0}', unused.join(', ')))}`]),
    ...contradictions.map((it) => `\n⚠ ${escapeMarkdown(it)}`),
  ];
}

const stepTable = ({ photos, steps, missing, partly }: PlanPreview): readonly string[] => [
  `| ${vscode.l10n.t('Step')} | ${vscode.l10n.t('Photos left')} |`,
  '| :-- | --: |',
  ...[{ what: vscode.l10n.t('all'), photos }, ...steps].map((step) => `| ${escapeMarkdown(step.what)} | ${step.photos} |`),
  ...[...missing, ...(partly === null ? [] : [partly])].map((it) => `\n⚠ ${escapeMarkdown(it)}`),
];

function exportLines({ cull, export: to }: PlanPreview): readonly string[] {
  return [
    ...(cull === null ? [] : [vscode.l10n.t('Running it culls the shoot first. Your decisions stay, and the cull can be taken back.')]),
    ...(to === null ? [] : [vscode.l10n.t('{0}: {1} to write', to.what, to.files)]),
    ...(to?.impossible == null ? [] : [vscode.l10n.t('Not possible: {0}', to.impossible)]),
  ];
}

/** Running asks first, by the same question as everywhere. */
function buttons(stream: vscode.ChatResponseStream, { root, reading, preview }: Answer): void {
  const { plan, sentence } = reading;
  const openPlan = {
    command: 'qrate.openPlan',
    title: vscode.l10n.t('Open as Plan'),
    arguments: [{ folder: root, plan, title: sentence }],
  };
  if (writes(preview))
    stream.button({ command: 'qrate.runPlan', title: vscode.l10n.t('Run…'), arguments: [{ folder: root, plan, confirm: true }] });
  stream.button(openPlan);
}
