import { type FrameRow, previewUri, readFaceBoxes, thumbUri } from '../../protocol/frameTable';
import { fill } from '../shared/dom';
import { percentText, sharpnessText } from '../shared/numbers';
import type { FullSizes } from '../viewer/fullSizes';
import type { ViewerPicture } from '../viewer/picture';
import type { GridState } from './state';
import { nameOf } from './words';

/** A frame as the viewer shows it. */
export function pictureOf({ data }: GridState, frame: FrameRow, full: FullSizes): ViewerPicture {
  const { contentId, previewWidth, previewHeight, width, height } = frame;
  const { cacheBase } = data;
  return {
    key: frame.path,
    name: nameOf(frame),
    preview: contentId === null ? null : previewUri(cacheBase, contentId),
    thumb: contentId === null ? null : thumbUri(cacheBase, contentId),
    previewWidth,
    previewHeight,
    caption: captionOf(frame, data.strings),
    state: { suggested: frame.suggested, decided: frame.decided, rating: frame.rating, label: frame.label },
    full: full.get(frame.path),
    focusBoxes: readFaceBoxes(frame.faceBoxes).map((box) => ({ ...box, kind: 'face' })),
    size: width === null || height === null ? null : { width, height },
  };
}

/** `sharpness 412 · exposure 80 %`; why it cannot be shown for a photo that could not be read. */
function captionOf(frame: FrameRow, strings: GridState['data']['strings']): string {
  if (frame.failure !== null) return frame.failure;
  const { frames } = strings;
  const parts = [
    frame.sharpness === null ? null : fill(frames.sharpness, sharpnessText(frame.sharpness)),
    frame.exposure === null ? null : fill(frames.exposure, percentText(frame.exposure)),
  ];
  return parts.filter((part) => part !== null).join(' · ');
}

/** Frames that are likely to be looked at next: the next ones and the previous one in display order. */
export function upcoming({ shown, data, look }: GridState): readonly FrameRow[] {
  const place = shown.placeOf[look.active] ?? -1;
  if (place < 0) return [];
  return [1, 2, -1].flatMap((by) => data.rows[shown.order[place + by] ?? -1] ?? []);
}
