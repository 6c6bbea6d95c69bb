import path from 'node:path';
import * as vscode from 'vscode';
import { failureSentence } from '../../core/failures';
import type { Metadata, PhotoView } from '../../core/model';
import { previewPath, thumbPath } from '../../core/previewCache';
import type { PhotoSibling, PhotoSnapshot } from '../../protocol/photo';
import type { HostPicture } from '../../protocol/viewer';
import { faceRows } from '../faceRows';
import { SHOWN_FACES } from '../grid/gridTable';
import { kindWord } from '../words';
import type { PhotoFacts } from './photoFacts';
import { photoStrings } from './photoStrings';

type Uri = (file: string) => string;

/** What is known of a photo as the page gets it: pictures as URIs that it may load, texts in the person's language. */
export function photoSnapshot(facts: PhotoFacts, webview: Pick<vscode.Webview, 'asWebviewUri'>): PhotoSnapshot {
  const { file, photo, shoot } = facts;
  const uri: Uri = (it) => webview.asWebviewUri(vscode.Uri.file(it)).toString();
  return {
    file,
    root: shoot?.root ?? null,
    picture: picture(facts, uri),
    problem: photo.failure === null ? null : failureSentence(photo.failure),
    sentence: photo.failure === null ? (shoot?.indexed?.explanation.sentence ?? null) : null,
    isIndexed: shoot?.indexed != null,
    metadata: photo.metadata,
    scores: photo.scores,
    faces: [...faceRows(shoot?.indexed?.explanation.faces ?? null)],
    format: photo.format,
    bytes: photo.size,
    source: photo.preview?.source ?? null,
    companions: photo.companions.map((it) => path.posix.basename(it.path)),
    group: group(facts, uri),
    strings: photoStrings(),
  };
}

function picture({ photo, cacheDir }: PhotoFacts, uri: Uri): HostPicture {
  const { preview, metadata } = photo;
  return {
    key: photo.path,
    name: path.posix.basename(photo.path),
    preview: preview === null ? null : uri(previewPath(cacheDir, preview.contentId)),
    thumb: preview === null ? null : uri(thumbPath(cacheDir, preview.contentId)),
    previewWidth: preview?.width ?? null,
    previewHeight: preview?.height ?? null,
    caption: '',
    state: stateOf(photo),
    size: metadata === null ? null : uprightSize(metadata),
    focusBoxes: (photo.faces?.faces ?? []).slice(0, SHOWN_FACES).map(({ box }) => ({ ...box, kind: 'face' })),
  };
}

/** The person's rating, else the one found in the file. */
const stateOf = ({ suggestion, decision, metadata }: PhotoView): HostPicture['state'] => ({
  suggested: suggestion?.verdict ?? null,
  decided: decision?.verdict ?? null,
  rating: decision?.rating ?? (metadata?.rating != null && metadata.rating > 0 ? metadata.rating : null),
  label: decision?.label ?? metadata?.label ?? null,
});

/** Orientations 5–8 stand on their side. */
function uprightSize({ width, height, orientation }: Metadata): HostPicture['size'] {
  if (!width || !height) return null;
  return (orientation ?? 1) >= 5 ? { width: height, height: width } : { width, height };
}

function group({ photo, shoot }: PhotoFacts, uri: Uri): PhotoSnapshot['group'] {
  const view = shoot?.indexed?.view;
  if (photo.group === null || view === undefined) return null;
  const byPath = new Map(view.photos.map((it) => [it.path, it]));
  const frames = photo.group.members.flatMap((member): PhotoSibling[] => {
    const frame = byPath.get(member);
    if (frame === undefined) return [];
    const thumb = frame.preview === null ? null : uri(thumbPath(view.cacheDir, frame.preview.contentId));
    const isBest = photo.bestPath === member;
    return [
      { path: member, name: path.posix.basename(member), thumb, state: stateOf(frame), rank: frame.suggestion?.rank ?? null, isBest },
    ];
  });
  return { kind: kindWord[photo.group.kind](), frames };
}
