import type { ExplainMetadata, ExplainSnapshot, ExplainStrings } from '../../protocol/explain';
import { cameraText, percentText, sharpnessText, shutterText } from '../shared/numbers';

/** A photo's facts as a photographer reads them. */

/** `2024-05-01 10:00:00.54`: as the camera wrote it. */
const timeText = (timestamp: string): string => timestamp.replace('T', ' ');

/** Camera · lens · 85 mm · f/2.8 · 1/250 s · ISO 400 · time; unknown parts are left out. */
export function cameraLine(metadata: ExplainMetadata | null): string {
  if (metadata === null) return '';
  const { lens, focalLength, aperture, shutter, iso, timestamp } = metadata;
  const parts = [
    cameraText(metadata),
    lens,
    focalLength === null ? null : `${Number(focalLength.toFixed(1))} mm`,
    aperture === null ? null : `f/${Number(aperture.toFixed(1))}`,
    shutter === null ? null : shutterText(shutter),
    iso === null ? null : `ISO ${iso}`,
    timestamp === null ? null : timeText(timestamp),
  ];
  return parts.filter((part) => part !== null && part !== '').join(' · ');
}

/** The rows of numbers: label and value. */
export function scoreRows({ scores, strings }: Pick<ExplainSnapshot, 'scores' | 'strings'>): readonly (readonly [string, string])[] {
  if (scores === null) return [];
  return [
    [strings.sharpness, sharpnessText(scores.sharpness)],
    [strings.exposure, percentText(scores.exposure)],
    [strings.noise, percentText(scores.noise)],
    [strings.clippedShadows, percentText(scores.clippedShadows)],
    [strings.clippedHighlights, percentText(scores.clippedHighlights)],
  ];
}

/** The person's verdict, else the machine's, else that there is none. */
export function verdictText(photo: Pick<ExplainSnapshot, 'suggested' | 'decided'>, strings: ExplainStrings): string {
  if (photo.decided !== null) return strings.decided[photo.decided];
  return photo.suggested === null ? strings.notSuggested : strings.suggested[photo.suggested];
}

/** The same for a table, where every row says it: a suggestion is one word, a decision says whose it is. */
export function verdictWord(photo: Pick<ExplainSnapshot, 'suggested' | 'decided'>, strings: ExplainStrings): string {
  if (photo.decided !== null) return strings.decided[photo.decided];
  return photo.suggested === null ? '–' : strings.suggestedWord[photo.suggested];
}

export const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
