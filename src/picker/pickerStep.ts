import path from 'node:path';
import type { LearnStep, PairQuestion } from '../core/learn/tasteApi';
import type { Metadata, PhotoView } from '../core/model';
import type { ShootView } from '../core/reports';
import type { PickerPair, PickerStep } from '../protocol/picker';
import type { HostPicture } from '../protocol/viewer';
import { pairFacts } from './pairFacts';

/** Addresses of pictures that the page may load. */
export interface PictureUris {
  preview(contentId: string): string;
  thumb(contentId: string): string;
}

/** A step as the page gets it. */
export function pickerStep({ progress, question, next }: LearnStep, view: Pick<ShootView, 'photos'>, uris: PictureUris): PickerStep {
  const pair = (asked: PairQuestion | null | undefined) => (asked ? pairOf(asked, view, uris) : null);
  const { model, answered, goal, left, report } = progress;
  return { model, answered, goal: Math.max(1, goal), left, report, pair: pair(question), next: pair(next) };
}

/** `null` where one of them is gone from the view: the next change of the shoot brings another question. */
export function pairOf(question: PairQuestion, view: Pick<ShootView, 'photos'>, uris: PictureUris): PickerPair | null {
  const [a, b] = [photoAt(view.photos, question.a), photoAt(view.photos, question.b)];
  if (a === undefined || b === undefined) return null;
  const [left, right] = pairFacts(a, b);
  return { question, a: pictureOf(a, left, uris), b: pictureOf(b, right, uris) };
}

/** Photos are sorted by path in code units: twenty thousand need not be walked. */
export function photoAt(photos: readonly PhotoView[], wanted: string): PhotoView | undefined {
  let [low, high] = [0, photos.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((photos[middle]?.path ?? '') < wanted) low = middle + 1;
    else high = middle;
  }
  return photos[low]?.path === wanted ? photos[low] : undefined;
}

/** Without what the machine or the person thought of it so far: that would sway. */
function pictureOf({ path: key, preview, metadata }: PhotoView, caption: string, uris: PictureUris): HostPicture {
  return {
    key,
    name: path.posix.basename(key),
    preview: preview === null ? null : uris.preview(preview.contentId),
    thumb: preview === null ? null : uris.thumb(preview.contentId),
    previewWidth: preview?.width ?? null,
    previewHeight: preview?.height ?? null,
    caption,
    state: { suggested: null, decided: null, rating: null, label: null },
    size: metadata === null ? null : uprightSize(metadata),
    focusBoxes: [],
  };
}

/** Orientations 5–8 stand on their side. */
function uprightSize({ width, height, orientation }: Metadata): HostPicture['size'] {
  if (!width || !height) return null;
  return (orientation ?? 1) >= 5 ? { width: height, height: width } : { width, height };
}
