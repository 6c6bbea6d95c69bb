import { photoRecord } from '../../record';
import type { PageInput } from './page';

/** The numbers behind the page, for other programs: one object a picture, in the page's order. */
export function galleryScores({ view, entries, sentence }: PageInput): string {
  const scores = entries.map(({ photo, picture, thumb, originals }) => {
    const record = photoRecord(photo, view);
    return {
      picture,
      thumb,
      originals: originals.map(({ name }) => name),
      path: record.path,
      exif_timestamp: record.exif_timestamp,
      sharpness: record.sharpness,
      exposure_score: record.exposure_score,
      noise_estimate: record.noise_estimate,
      suggestion: record.suggestion,
      rank: record.rank,
      reason: record.reason,
      sentence: sentence(photo),
      decision: record.decision,
      rating: record.rating,
      label: record.label,
    };
  });
  return `${JSON.stringify(scores, null, 1)}\n`;
}
