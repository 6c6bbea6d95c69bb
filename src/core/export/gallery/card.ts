import type { PhotoView } from '../../model';
import { photoRecord } from '../../record';
import type { SentenceOf } from '../run';
import type { GalleryEntry } from './entries';

/** For text and for attribute values in either kind of quotes. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const href = (name: string): string => name.split('/').map(encodeURIComponent).join('/');

export const recordOf = (photo: PhotoView) => photoRecord(photo, { root: '', cacheDir: '' });

/** Width to height, in hundredths: the class that gives a card its shape. Panoramas and slits are cropped to what a row can show. */
export function ratioOf({ preview }: PhotoView): number {
  const { width, height } = preview ?? { width: 3, height: 2 };
  return Math.round(100 * Math.min(3, Math.max(0.4, width / Math.max(1, height))));
}

/** How many pictures are fetched at once; the others follow as they come into view. */
const EAGER = 12;

/** One picture of the page with all that is told about it. Every text passes `escapeHtml`. */
export function card(entry: GalleryEntry, { index, sentence }: { index: number; sentence: SentenceOf }): string {
  const { photo, picture, thumb } = entry;
  const { width, height } = photo.preview ?? { width: 3, height: 2 };
  const name = escapeHtml(photo.path);
  const reason = escapeHtml(sentence(photo));
  const lazy = index < EAGER ? '' : 'loading="lazy" ';
  return `<figure class="r${ratioOf(photo)}">
<a href="${href(picture)}" aria-label="Open ${name}"><img src="${href(thumb)}" srcset="${href(thumb)} 1x, ${href(picture)} 2x" width="${width}" height="${height}" alt="${name}. ${reason}" ${lazy}decoding="async"></a>
<figcaption>
<p class="name"><span>${index + 1}</span> ${name} ${marks(photo)}</p>
<p class="reason">${reason}</p>
<dl>${facts(entry)}</dl>
</figcaption>
</figure>`;
}

const COLOURS: ReadonlySet<string> = new Set(['red', 'yellow', 'green', 'blue', 'purple']);

function marks(photo: PhotoView): string {
  const { rating, label } = recordOf(photo);
  const stars = '★'.repeat(Math.min(5, Math.max(0, Math.floor(rating ?? 0))));
  const rated = stars === '' ? '' : `<span class="stars" role="img" aria-label="${stars.length} of 5 stars">${stars}</span>`;
  return rated + (label === null ? '' : labelMark(label));
}

/** A dot and the label's own text: colour is never the only sign. */
function labelMark(label: string): string {
  const colour = label.toLowerCase();
  const text = COLOURS.has(colour) ? capital(colour) : label;
  return `<span class="label ${COLOURS.has(colour) ? colour : 'other'}">${escapeHtml(text)}</span>`;
}

function facts({ photo, originals }: GalleryEntry): string {
  const record = recordOf(photo);
  const exposure = [shutter(record.exif_shutter), fixed(record.exif_aperture, 'f/'), fixed(record.exif_iso, 'ISO ')]
    .filter(Boolean)
    .join(' · ');
  const rows: readonly (readonly [string, string | null])[] = [
    ['Decision', record.decision && capital(record.decision)],
    ['Suggestion', record.suggestion && `${capital(record.suggestion)}, rank ${record.rank}`],
    ['Taken', record.exif_timestamp?.replace('T', ' ') ?? null],
    ['Camera', record.camera],
    ['Lens', record.lens],
    ['Focal length', record.exif_focal_length === null ? null : `${Number(record.exif_focal_length.toFixed(1))} mm`],
    ['Exposure', exposure],
    ['Sharpness', record.sharpness?.toFixed(0) ?? null],
    ['Exposure score', percent(record.exposure_score)],
    ['Noise', percent(record.noise_estimate)],
  ];
  const links = originals.map(({ name, kind }) => `<a href="${href(name)}" download>${escapeHtml(kind)}</a>`).join(' ');
  const files = links === '' ? '' : `<div><dt>Original</dt><dd>${links}</dd></div>`;
  return rows.map(([term, value]) => (value ? `<div><dt>${term}</dt><dd>${escapeHtml(value)}</dd></div>` : '')).join('') + files;
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
const percent = (value: number | null): string | null => (value === null ? null : `${Math.round(value * 100)} %`);
const fixed = (value: number | null, before: string): string => (value === null ? '' : `${before}${Number(value.toFixed(1))}`);

function shutter(seconds: number | null): string {
  if (seconds === null || seconds <= 0) return '';
  return seconds < 0.3 ? `1/${Math.round(1 / seconds)} s` : `${Number(seconds.toFixed(1))} s`;
}
