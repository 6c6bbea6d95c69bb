import path from 'node:path';
import * as vscode from 'vscode';
import type { Disagreement } from '../core/git/reports';
import { formatOffset } from '../core/group/clocks';
import type { GroupKind } from '../core/model';
import type { FailedPhoto, StatusReport } from '../core/reports';
import { decidedText, fieldText, personText } from './history/historyWords';
import { escapeMarkdown } from './markdown';
import { bytesText, kindWord, photoCount, tasteTexts } from './words';

type Row = readonly [label: string, value: string];

/** A two-column table; empty for no rows. */
function table(heads: Row, rows: readonly Row[]): readonly string[] {
  if (rows.length === 0) return [];
  const line = (cells: Row) => `| ${cells.join(' | ')} |`;
  return [line(heads), '| :-- | --: |', ...rows.map(line), ''];
}

/** The status of a shoot as Markdown. Names from files are escaped. */
export function statusMarkdown(report: StatusReport): string {
  return [
    `# ${escapeMarkdown(path.basename(report.root))}`,
    '',
    escapeMarkdown(report.root),
    '',
    vscode.l10n.t('{0} in {1} files', photoCount(report.photos), report.files),
    '',
    ...choices(report),
    ...disagreements(report),
    ...groups(report),
    ...regrouped(report),
    ...clocks(report),
    ...stages(report),
    ...recipe(report),
    ...storage(report),
    ...unreadable(report),
  ].join('\n');
}

const section = (title: string): readonly string[] => [`## ${title}`, ''];

function choices({ suggestions, decisions }: StatusReport): readonly string[] {
  const rows: readonly Row[] = [
    [vscode.l10n.t('Suggested picks'), String(suggestions.pick)],
    [vscode.l10n.t('Alternates'), String(suggestions.alternate)],
    [vscode.l10n.t('To review'), String(suggestions.review)],
    [vscode.l10n.t('Suggested rejects'), String(suggestions.reject)],
    [vscode.l10n.t('Without a suggestion'), String(suggestions.none)],
    [vscode.l10n.t('Picked by you'), String(decisions.pick)],
    [vscode.l10n.t('Rejected by you'), String(decisions.reject)],
    [vscode.l10n.t('Rated'), String(decisions.rated)],
    [vscode.l10n.t('Labelled'), String(decisions.labelled)],
  ];
  return [...section(vscode.l10n.t('Selection')), ...table([vscode.l10n.t('Verdict'), vscode.l10n.t('Photos')], rows)];
}

/** What everybody said; the last voice counts until it is settled. */
function disagreements({ disagreements: open }: StatusReport): readonly string[] {
  const said = ({ field, voices }: Disagreement) =>
    voices.map((it) => `${personText(it.author)}: ${decidedText(field, it.value)}`).join(', ');
  const rows = open.map((it): Row => [escapeMarkdown(`${it.path} (${fieldText[it.field]()})`), escapeMarkdown(said(it))]);
  if (rows.length === 0) return [];
  return [...section(vscode.l10n.t('Disagreements')), ...table([vscode.l10n.t('Photo'), vscode.l10n.t('Who said what')], rows)];
}

/** In this order; a record, so that a new kind does not compile without its place. */
const KINDS_SHOWN = Object.keys({
  burst: true,
  bracket: true,
  'focus-stack': true,
  panorama: true,
  interval: true,
  'pixel-shift': true,
  'multiple-exposure': true,
  series: true,
  'near-duplicate': true,
  'exact-duplicate': true,
} satisfies Record<GroupKind, true>) as readonly GroupKind[];

function groups(report: StatusReport): readonly string[] {
  const rows = KINDS_SHOWN.filter((kind) => report.groups[kind] > 0).map((kind): Row => [kindWord[kind](), String(report.groups[kind])]);
  if (rows.length === 0) return [];
  return [...section(vscode.l10n.t('Groups')), ...table([vscode.l10n.t('Kind'), vscode.l10n.t('Groups')], rows)];
}

function regrouped({ regrouped: { merge, split, never } }: StatusReport): readonly string[] {
  const all: readonly (readonly [string, number])[] = [
    [vscode.l10n.t('Put together by you'), merge],
    [vscode.l10n.t('Begin a group by your word'), split],
    [vscode.l10n.t('Never grouped'), never],
  ];
  const rows = all.filter(([, count]) => count > 0).map(([label, count]): Row => [label, String(count)]);
  if (rows.length === 0) return [];
  return [...section(vscode.l10n.t('Regrouped by you')), ...table([vscode.l10n.t('What'), vscode.l10n.t('Photos')], rows)];
}

function clocks({ clocks: corrected }: StatusReport): readonly string[] {
  if (corrected.length === 0) return [];
  const rows = corrected.map(({ camera, seconds }): Row => [escapeMarkdown(camera), formatOffset(seconds)]);
  return [...section(vscode.l10n.t('Corrected clocks')), ...table([vscode.l10n.t('Camera'), vscode.l10n.t('Correction')], rows)];
}

function stages({ stages: done, photos }: StatusReport): readonly string[] {
  const row = (label: string, count: number): Row => [label, `${count} / ${photos}`];
  const rows = [
    row(vscode.l10n.t('Read (metadata and preview)'), done.ingest),
    row(vscode.l10n.t('Analyzed'), done.analyze),
    row(vscode.l10n.t('Hashed'), done.hash),
    row(vscode.l10n.t('Failed'), done.failed),
  ];
  return [...section(vscode.l10n.t('Index')), ...table([vscode.l10n.t('Stage'), vscode.l10n.t('Photos')], rows)];
}

function recipe({ recipe: used }: StatusReport): readonly string[] {
  if (used === null) return [vscode.l10n.t('Not culled yet: run “qrate: Cull…”.'), ''];
  const rows: readonly Row[] = [
    [vscode.l10n.t('Frames kept of each burst'), String(used.keepPerBurst)],
    [vscode.l10n.t('Least sharpness'), String(used.minSharpness)],
    [vscode.l10n.t('Largest gap in a burst'), vscode.l10n.t('{0} s', used.burstSeconds)],
    [vscode.l10n.t('Near duplicates up to'), vscode.l10n.t('{0} bits', used.nearDistance)],
    ...tasteTexts(used).map((text): Row => [vscode.l10n.t('Taste'), escapeMarkdown(text)]),
  ];
  return [...section(vscode.l10n.t('Last cull')), ...table([vscode.l10n.t('Setting'), vscode.l10n.t('Value')], rows)];
}

function storage({ index, cache }: StatusReport): readonly string[] {
  const rows: readonly Row[] = [
    [escapeMarkdown(index.path), bytesText(index.bytes)],
    [escapeMarkdown(cache.path), bytesText(cache.bytes)],
  ];
  return [...section(vscode.l10n.t('Storage')), ...table([vscode.l10n.t('Path'), vscode.l10n.t('Size')], rows)];
}

const failedLine = ({ path: photo, reason }: FailedPhoto): string => `- ${escapeMarkdown(photo)}: ${escapeMarkdown(reason)}`;

function unreadable({ failed, unreadableDecisions }: StatusReport): readonly string[] {
  const photos = failed.length === 0 ? [] : [...section(vscode.l10n.t('Could not be read')), ...failed.map(failedLine), ''];
  if (unreadableDecisions.length === 0) return photos;
  const lines = unreadableDecisions.join(', ');
  return [...photos, vscode.l10n.t('Lines of decisions.jsonl that could not be understood (they are kept as they are): {0}', lines), ''];
}
