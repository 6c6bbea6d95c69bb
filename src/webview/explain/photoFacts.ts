import type { ExplainMetadata, ExplainSnapshot, ExplainStrings } from '../../protocol/explain';

/** Numbers of a photo as a photographer reads them. */

/** `1/250 s` below half a second, else `2.5 s`; camera values are nominal, so thirds come out as `1/3 s`. */
export function shutterText(seconds: number): string {
  if (seconds <= 0) return '';
  return seconds < 0.5 ? `1/${Math.round(1 / seconds)} s` : `${Number(seconds.toFixed(1))} s`;
}

/** Whole numbers; one decimal below 10. */
export const sharpnessText = (value: number): string => (value < 10 ? value.toFixed(1) : String(Math.round(value)));

/** A fraction as a percentage; small ones keep a decimal so that they do not read as none. */
export function percentText(fraction: number): string {
  const percent = fraction * 100;
  return percent > 0 && percent < 10 ? `${percent.toFixed(1)} %` : `${Math.round(percent)} %`;
}

/** The make is left out where the model repeats it (`Canon Canon EOS R5`). */
function cameraText({ make, model }: ExplainMetadata): string {
  if (model === null) return make ?? '';
  const [firstWord] = (make ?? '').split(' ');
  return firstWord === undefined || firstWord === '' || model.toLowerCase().startsWith(firstWord.toLowerCase())
    ? model
    : `${make} ${model}`;
}

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
