import { createHash } from 'node:crypto';
import { captureDay } from '../../group/captureTime';
import type { ShootView } from '../../reports';
import type { SentenceOf } from '../run';
import { card, escapeHtml, ratioOf, recordOf } from './card';
import type { GalleryEntry } from './entries';
import { GALLERY_JS } from './script';
import { galleryCss } from './style';

export interface PageInput {
  readonly view: ShootView;
  readonly entries: readonly GalleryEntry[];
  readonly sentence: SentenceOf;
}

/**
 * The whole page. Every text that comes from a file passes `escapeHtml`. Style and script stand in it and are named by their hashes,
 * so that the policy holds from the disk as from a server: nothing else runs, and nothing is loaded but pictures beside the page.
 */
export function galleryPage({ view, entries, sentence }: PageInput): string {
  const title = escapeHtml(view.root.split(/[\\/]/).filter(Boolean).at(-1) ?? 'Gallery');
  const css = galleryCss(new Set(entries.map(({ photo }) => ratioOf(photo))));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(css, GALLERY_JS)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="qrate">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${css}</style>
</head>
<body>
<header>
<h1>${title}</h1>
<p>${summary(entries)}</p>
<p class="keys">Arrow keys move, <kbd>Enter</kbd> opens, <kbd>I</kbd> shows the details, <kbd>Esc</kbd> closes.</p>
</header>
<main>
${entries.map((entry, index) => card(entry, { index, sentence })).join('\n')}
</main>
${LIGHTBOX}
<script>${GALLERY_JS}</script>
</body>
</html>
`;
}

/** Source: CSP Level 3. `'self'` is what a server's page comes from, `file:` what a page on the disk comes from. */
const policy = (css: string, js: string): string =>
  [
    "default-src 'none'",
    "img-src 'self' file: data:",
    `style-src '${hashOf(css)}'`,
    `script-src '${hashOf(js)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');

const hashOf = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`;

function summary(entries: readonly GalleryEntry[]): string {
  const count = entries.length === 1 ? '1 photo' : `${entries.length} photos`;
  const days = entries.flatMap(({ photo }) => captureDay(photo) ?? []).sort();
  const [first, last] = [days[0], days.at(-1)];
  const when = first === undefined ? [] : [first === last ? first : `${first} – ${last}`];
  const cameras = [...new Set(entries.map(({ photo }) => recordOf(photo).camera).filter((it) => it !== null))].sort();
  return [count, ...when, ...(cameras.length <= 3 ? cameras : [`${cameras.length} cameras`])].map(escapeHtml).join(' <span>·</span> ');
}

const LIGHTBOX = `<dialog aria-label="Photo" tabindex="-1">
<img alt="">
<div class="panel"></div>
<nav aria-label="Photo">
<span class="position" aria-live="polite"></span>
<button type="button" data-go="-1" aria-label="Previous photo" title="Previous (←)">‹</button>
<button type="button" data-go="1" aria-label="Next photo" title="Next (→)">›</button>
<button type="button" data-info aria-label="Details" aria-pressed="true" title="Details (I)">i</button>
<button type="button" data-close aria-label="Close" title="Close (Esc)">×</button>
</nav>
</dialog>`;
