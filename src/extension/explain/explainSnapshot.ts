import * as vscode from 'vscode';
import type { Preview } from '../../core/model';
import { previewPath, thumbPath } from '../../core/previewCache';
import type { ExplainedSibling, Explanation, ShootView } from '../../core/reports';
import type { ExplainSibling, ExplainSnapshot } from '../../protocol/explain';
import { explainStrings } from './explainStrings';

/** Frames without a rank come last. */
const UNRANKED = Number.MAX_SAFE_INTEGER;

export interface SnapshotInput {
  readonly explanation: Explanation;
  readonly view: ShootView;
  readonly webview: Pick<vscode.Webview, 'asWebviewUri'>;
  readonly canPolish: boolean;
}

/** An explanation as the panel gets it: pictures as URIs that the page may load, texts in the person's language. */
export function explainSnapshot({ explanation, view, webview, canPolish }: SnapshotInput): ExplainSnapshot {
  const { photo } = explanation;
  const uri = (file: string) => webview.asWebviewUri(vscode.Uri.file(file)).toString();
  const previews = new Map(view.photos.map((it) => [it.path, it.preview] as const));
  const thumb = (preview: Preview | null | undefined) => (preview == null ? null : uri(thumbPath(view.cacheDir, preview.contentId)));
  return {
    root: view.root,
    path: explanation.path,
    sentence: [explanation.sentence, ...explanation.whatIf.map((it) => it.sentence)].join(' '),
    canPolish,
    preview: photo.preview === null ? null : uri(previewPath(view.cacheDir, photo.preview.contentId)),
    metadata: photo.metadata,
    scores: photo.scores,
    suggested: photo.suggestion?.verdict ?? null,
    decided: photo.decision?.verdict ?? null,
    siblings: group(explanation).map((it) => sibling(it, thumb(previews.get(it.path)))),
    strings: explainStrings(),
  };
}

const sibling = ({ path, rank, verdict, decision, sharpness, exposure }: ExplainedSibling, thumb: string | null): ExplainSibling => ({
  path,
  thumb,
  rank,
  suggested: verdict,
  decided: decision?.verdict ?? null,
  sharpness,
  exposure,
});

/** The group in rank order with the photo itself; empty for a photo that stands alone. */
function group({ path, photo, siblings }: Explanation): readonly ExplainedSibling[] {
  if (siblings.length === 0) return [];
  const itself: ExplainedSibling = {
    path,
    rank: photo.suggestion?.rank ?? null,
    verdict: photo.suggestion?.verdict ?? null,
    sharpness: photo.scores?.sharpness ?? null,
    exposure: photo.scores?.exposure ?? null,
    decision: photo.decision,
  };
  const all = siblings.some((it) => it.path === path) ? [...siblings] : [itself, ...siblings];
  return all.sort((a, b) => (a.rank ?? UNRANKED) - (b.rank ?? UNRANKED) || (a.path < b.path ? -1 : 1));
}
