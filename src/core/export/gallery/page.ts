import { captureDay } from '../../group/captureTime';
import type { PhotoView } from '../../model';
import { photoRecord } from '../../record';
import type { ShootView } from '../../reports';
import type { SentenceOf } from '../run';
import type { GalleryEntry } from './entries';

export interface PageInput {
  readonly view: ShootView;
  readonly entries: readonly GalleryEntry[];
  readonly sentence: SentenceOf;
}

/** For text and for attribute values in either kind of quotes. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const href = (name: string): string => name.split('/').map(encodeURIComponent).join('/');

/** The whole page. Every text that comes from a file passes `escapeHtml`; nothing is loaded from elsewhere. */
export function galleryPage({ view, entries, sentence }: PageInput): string {
  const title = escapeHtml(view.root.split(/[\\/]/).filter(Boolean).at(-1) ?? 'Gallery');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="qrate">
<title>${title}</title>
<link rel="stylesheet" href="gallery.css">
</head>
<body>
<header>
<h1>${title}</h1>
<p>${summary(entries)}</p>
</header>
<main>
${entries.map((entry, index) => card(entry, { index, sentence })).join('\n')}
</main>
${LIGHTBOX}
<script src="gallery.js"></script>
</body>
</html>
`;
}

function summary(entries: readonly GalleryEntry[]): string {
  const count = entries.length === 1 ? '1 photo' : `${entries.length} photos`;
  const days = entries.flatMap(({ photo }) => captureDay(photo) ?? []).sort();
  const [first, last] = [days[0], days.at(-1)];
  const when = first === undefined ? [] : [first === last ? first : `${first} – ${last}`];
  const cameras = [...new Set(entries.map(({ photo }) => recordOf(photo).camera).filter((it) => it !== null))].sort();
  return [count, ...when, ...(cameras.length <= 3 ? cameras : [`${cameras.length} cameras`])].map(escapeHtml).join(' <span>·</span> ');
}

const recordOf = (photo: PhotoView) => photoRecord(photo, { root: '', cacheDir: '' });

function card({ photo, picture, thumb }: GalleryEntry, { index, sentence }: { index: number; sentence: SentenceOf }): string {
  const { width, height } = photo.preview ?? { width: 3, height: 2 };
  const name = escapeHtml(photo.path);
  const reason = escapeHtml(sentence(photo));
  return `<figure style="--ratio:${(width / Math.max(1, height)).toFixed(4)}">
<a href="${href(picture)}" aria-label="Open ${name}"><img src="${href(thumb)}" srcset="${href(thumb)} 1x, ${href(picture)} 2x" width="${width}" height="${height}" alt="${name}. ${reason}" ${index < 12 ? '' : 'loading="lazy" '}decoding="async"></a>
<figcaption>
<p class="name"><span>${index + 1}</span> ${name} ${marks(photo)}</p>
<p class="reason">${reason}</p>
<dl>${facts(photo)}</dl>
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
  const text = COLOURS.has(colour) ? colour.charAt(0).toUpperCase() + colour.slice(1) : label;
  return `<span class="label ${COLOURS.has(colour) ? colour : 'other'}">${escapeHtml(text)}</span>`;
}

function facts(photo: PhotoView): string {
  const record = recordOf(photo);
  const exposure = [shutter(record.exif_shutter), fixed(record.exif_aperture, 'f/'), fixed(record.exif_iso, 'ISO ')]
    .filter(Boolean)
    .join(' · ');
  const rows: readonly (readonly [string, string | null])[] = [
    ['Taken', record.exif_timestamp?.replace('T', ' ') ?? null],
    ['Camera', record.camera],
    ['Lens', record.lens],
    ['Exposure', exposure],
    ['Sharpness', record.sharpness?.toFixed(0) ?? null],
    ['Exposure score', percent(record.exposure_score)],
    ['Noise', percent(record.noise_estimate)],
  ];
  return rows.map(([term, value]) => (value ? `<div><dt>${term}</dt><dd>${escapeHtml(value)}</dd></div>` : '')).join('');
}

const percent = (value: number | null): string | null => (value === null ? null : `${Math.round(value * 100)} %`);
const fixed = (value: number | null, before: string): string => (value === null ? '' : `${before}${Number(value.toFixed(1))}`);

function shutter(seconds: number | null): string {
  if (seconds === null || seconds <= 0) return '';
  return seconds < 0.3 ? `1/${Math.round(1 / seconds)} s` : `${Number(seconds.toFixed(1))} s`;
}

const LIGHTBOX = `<dialog aria-label="Photo">
<img alt="">
<div class="panel"></div>
<nav>
<button type="button" data-go="-1" aria-label="Previous photo" title="Previous (←)">‹</button>
<button type="button" data-go="1" aria-label="Next photo" title="Next (→)">›</button>
<button type="button" data-info aria-label="Show or hide details" aria-pressed="true" title="Details (I)">i</button>
<button type="button" data-close aria-label="Close" title="Close (Esc)">×</button>
</nav>
</dialog>`;

/** The numbers behind the page, for other programs: one object a picture, in the page's order. */
export function galleryScores({ view, entries, sentence }: PageInput): string {
  const scores = entries.map(({ photo, picture, thumb }) => {
    const record = photoRecord(photo, view);
    return {
      picture,
      thumb,
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
