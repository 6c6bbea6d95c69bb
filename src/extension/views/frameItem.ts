import path from 'node:path';
import * as vscode from 'vscode';
import { failureSentence } from '../../core/failures';
import type { Decision, PhotoView, Verdict } from '../../core/model';
import { thumbPath } from '../../core/previewCache';
import { logError } from '../errors';
import { escapeMarkdown } from '../markdown';
import type { Shoots } from '../shoots';
import { reasonWord, sharpnessText, verdictWord } from '../words';
import type { FrameNode } from './burstsModel';
import type { TreeNode } from './treeNodes';
import { isDecided } from './verdicts';

const icon = (name: string, color: string): vscode.ThemeIcon => new vscode.ThemeIcon(name, new vscode.ThemeColor(color));

/** Shape and colour, so that colour is never the only signal: outlines are suggestions, filled shapes are the person's. */
const SUGGESTED: Record<Verdict, vscode.ThemeIcon> = {
  pick: icon('pass', 'charts.green'),
  alternate: icon('circle-large-outline', 'charts.blue'),
  review: icon('question', 'charts.yellow'),
  reject: icon('circle-slash', 'charts.red'),
};
const DECIDED: Record<'pick' | 'reject', vscode.ThemeIcon> = {
  pick: icon('pass-filled', 'charts.green'),
  reject: icon('error', 'charts.red'),
};

export const suggestedIcon = (verdict: Verdict): vscode.ThemeIcon => SUGGESTED[verdict];
export const decidedIcon = (verdict: Verdict): vscode.ThemeIcon => DECIDED[verdict === 'reject' ? 'reject' : 'pick'];

function frameIcon(photo: PhotoView): vscode.ThemeIcon {
  if (photo.failure !== null) return icon('warning', 'problemsWarningIcon.foreground');
  const decided = photo.decision?.verdict;
  if (decided != null) return DECIDED[decided];
  return photo.suggestion === null ? new vscode.ThemeIcon('device-camera') : SUGGESTED[photo.suggestion.verdict];
}

function decisionWords(decision: Decision | null): readonly string[] {
  if (decision === null) return [];
  const words: string[] = [];
  if (decision.verdict === 'pick') words.push(vscode.l10n.t('picked by you'));
  if (decision.verdict === 'reject') words.push(vscode.l10n.t('rejected by you'));
  if (decision.rating !== null && decision.rating > 0) words.push('★'.repeat(decision.rating));
  if (decision.label !== null) words.push(decision.label);
  return words;
}

function suggestionWords({ suggestion, decision }: PhotoView): readonly string[] {
  if (suggestion === null || decision?.verdict != null) return [];
  const reason = reasonWord[suggestion.reason.code]();
  return suggestion.verdict === 'reject' || suggestion.verdict === 'review' ? [verdictWord[suggestion.verdict](), reason] : [reason];
}

/** `412 · best of burst`, or what kept the photo from being read. The bare number is the sharpness, first so that frames compare at a glance. */
function frameDescription(photo: PhotoView): string {
  if (photo.failure !== null) return failureSentence(photo.failure);
  const sharpness = photo.scores === null ? [] : [sharpnessText(photo.scores.sharpness)];
  return [...sharpness, ...verdictWords(photo)].join(' · ');
}

const verdictWords = (photo: PhotoView): readonly string[] => [...decisionWords(photo.decision), ...suggestionWords(photo)];

/** What a screen reader says: the same, with the number named. */
function spoken(photo: PhotoView): string {
  if (photo.failure !== null) return frameDescription(photo);
  const sharpness = photo.scores === null ? [] : [vscode.l10n.t('sharpness {0}', sharpnessText(photo.scores.sharpness))];
  return [...verdictWords(photo), ...sharpness].join(', ');
}

/** Menus of the manifest test these values. */
function contextValue(photo: PhotoView): string {
  if (photo.failure !== null) return 'frame.unreadable';
  return isDecided(photo) ? 'frame.decided' : 'frame';
}

export function frameItem(node: FrameNode): vscode.TreeItem {
  const { photo } = node;
  const item = new vscode.TreeItem(path.posix.basename(photo.path));
  item.id = node.id;
  item.iconPath = frameIcon(photo);
  item.description = frameDescription(photo);
  item.contextValue = contextValue(photo);
  item.command = { command: 'qrate.openPhoto', title: vscode.l10n.t('Open Photo'), arguments: [node] };
  item.accessibilityInformation = { label: `${path.posix.basename(photo.path)}, ${spoken(photo)}` };
  return item;
}

export interface FrameTooltip {
  readonly node: FrameNode;
  readonly cacheDir: string;
  /** The explanation of `ShootApi.explain`. */
  readonly sentence: string;
}

/** The thumb, the name and the sentence. Whatever comes from files is escaped; HTML and commands stay off. */
export function frameTooltip({ node, cacheDir, sentence }: FrameTooltip): vscode.MarkdownString {
  const { photo } = node;
  const tooltip = new vscode.MarkdownString();
  if (photo.preview !== null) {
    const thumb = vscode.Uri.file(thumbPath(cacheDir, photo.preview.contentId));
    tooltip.appendMarkdown(`![${escapeMarkdown(path.posix.basename(photo.path))}](${thumb.toString()}|width=240)\n\n`);
  }
  tooltip.appendMarkdown(`**${escapeMarkdown(photo.path)}**\n\n${escapeMarkdown(sentence)}`);
  const companions = photo.companions.map((it) => path.posix.extname(it.path).slice(1).toUpperCase()).join(', ');
  if (companions !== '') tooltip.appendMarkdown(`\n\n${escapeMarkdown(vscode.l10n.t('With it: {0}', companions))}`);
  return tooltip;
}

export interface FrameToResolve {
  readonly shoots: Shoots;
  readonly log: vscode.LogOutputChannel;
  readonly item: vscode.TreeItem;
  readonly node: TreeNode;
}

/** Gives the item of a frame its tooltip; other items stay as they are. */
export async function resolveFrame({ shoots, log, item, node }: FrameToResolve): Promise<vscode.TreeItem> {
  if (node.kind !== 'frame') return item;
  try {
    const { cacheDir } = await shoots.view(node.root);
    const { sentence } = await (await shoots.api(node.root)).explain(node.photo.path);
    item.tooltip = frameTooltip({ node, cacheDir, sentence });
  } catch (error) {
    logError(log, `explain ${node.photo.path}`, error);
    item.tooltip = node.photo.path;
  }
  return item;
}
