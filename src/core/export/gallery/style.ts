/** Classes that tell a card its shape, since the page's policy allows no `style=`. Ratios in hundredths. */
const ratioRules = (ratios: ReadonlySet<number>): string =>
  [...ratios]
    .sort((a, b) => a - b)
    .map((ratio) => `.r${ratio} { --ratio: ${ratio / 100}; }\n`)
    .join('');

/** The page's style: rows of equal height filled edge to edge by flex-grow in proportion to each picture's aspect ratio. */
export const galleryCss = (ratios: ReadonlySet<number>): string => `:root {
  color-scheme: light dark;
  --page: #f6f5f3; --ink: #1d1c1a; --quiet: #6d6a65; --line: #00000018; --row: 14rem; --gap: .5rem;
  font: 16px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root { --page: #131314; --ink: #edebe7; --quiet: #9b9893; --line: #ffffff1c; }
}
@media (max-width: 45rem) { :root { --row: 11rem; --gap: .3rem; } }
* { box-sizing: border-box; margin: 0; }
body { background: var(--page); color: var(--ink); padding: clamp(1rem, 3vw, 3rem); }
header { margin-bottom: clamp(1.25rem, 3vw, 2.5rem); }
h1 { font-size: clamp(1.6rem, 4vw, 2.6rem); font-weight: 300; letter-spacing: -.02em; overflow-wrap: anywhere; }
header p { color: var(--quiet); margin-top: .3rem; }
header p span { opacity: .5; margin: 0 .25em; }
.keys { font-size: .85rem; }
kbd { font: inherit; border: 1px solid var(--quiet); border-radius: 3px; padding: 0 .3em; }
@media (hover: none) { .keys { display: none; } }
main { display: flex; flex-wrap: wrap; gap: var(--gap); }
main::after { content: ""; flex: 1000 0 0; }
figure {
  position: relative; overflow: hidden; border-radius: 4px; background: var(--line);
  content-visibility: auto; contain-intrinsic-size: auto calc(var(--ratio) * var(--row)) auto var(--row);
  flex: var(--ratio) 1 calc(var(--ratio) * var(--row)); min-width: 6rem; max-width: 100%;
  aspect-ratio: var(--ratio); max-height: calc(var(--row) * 1.6);
}
figure a { display: block; height: 100%; }
figure img { display: block; width: 100%; height: 100%; object-fit: cover; transition: transform .5s cubic-bezier(.2, .7, .2, 1); }
figure:hover img { transform: scale(1.025); }
figcaption {
  position: absolute; inset: auto 0 0; padding: 2.2rem .8rem .65rem; pointer-events: none;
  background: linear-gradient(#0000, #000c); color: #fff; font-size: .8rem;
  opacity: 0; transition: opacity .2s;
}
figure:hover figcaption, figure:focus-within figcaption { opacity: 1; }
@media (hover: none) { figcaption { opacity: 1; } figure .reason { display: none; } }
figcaption dl { display: none; }
.name { font-weight: 600; overflow-wrap: anywhere; white-space: pre-wrap; }
.name > span:first-child { font-weight: 400; opacity: .65; margin-right: .25em; font-variant-numeric: tabular-nums; }
.reason { opacity: .85; }
.stars { color: #ffc94d; letter-spacing: .08em; margin: 0 .35em; }
.label { display: inline-flex; align-items: center; gap: .35em; margin: 0 .35em; font-weight: 400; }
.label::before { content: ""; width: .65em; height: .65em; border-radius: 50%; background: #999; }
.label.red::before { background: #e5484d; } .label.yellow::before { background: #f5d90a; } .label.green::before { background: #46a758; }
.label.blue::before { background: #3e8eff; } .label.purple::before { background: #a05bd6; }
a:focus-visible, button:focus-visible { outline: 3px solid #4c9ffe; outline-offset: -3px; border-radius: 4px; }
dialog {
  position: fixed; inset: 0; width: 100%; height: 100%; max-width: none; max-height: none; border: 0; padding: 0;
  background: #0b0b0c; color: #edebe7; overflow: hidden;
}
dialog[open] { display: grid; grid-template-columns: minmax(0, 1fr) auto; }
dialog::backdrop { background: #0b0b0c; }
dialog > img { width: 100%; height: 100vh; object-fit: contain; padding: 1.5rem; }
.panel { width: 20rem; height: 100vh; overflow: auto; padding: 4.5rem 1.5rem 1.5rem; background: #161617; border-left: 1px solid #ffffff14; }
.bare .panel { display: none; }
.panel .name { font-size: 1.05rem; line-height: 1.6; }
.panel .stars, .panel .label { margin-left: 0; margin-right: .6em; }
.panel .reason { margin: .8rem 0 1.4rem; font-size: .95rem; line-height: 1.5; }
.panel dl div { display: flex; justify-content: space-between; gap: 1rem; padding: .45rem 0; border-top: 1px solid #ffffff14; font-size: .85rem; }
.panel dt { color: #9b9893; flex: none; }
.panel dd { text-align: right; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
nav { position: fixed; top: .9rem; right: 1rem; display: flex; align-items: center; gap: .4rem; }
.position { font-size: .85rem; margin-right: .4rem; padding: .2rem .6rem; border-radius: 1rem; background: #2b2b2ee6; font-variant-numeric: tabular-nums; }
dialog > img { touch-action: pan-y pinch-zoom; }
.panel a { color: #8ec5ff; margin-left: .6em; }
.panel a:focus-visible { outline-offset: 2px; }
dialog:focus { outline: none; }
button {
  width: 2.3rem; height: 2.3rem; border: 0; border-radius: 50%; font: 1.15rem/1 system-ui, sans-serif;
  background: #2b2b2ee6; color: #fff; cursor: pointer;
}
button:hover { background: #4a4a4ee6; }
@media (max-width: 45rem) {
  dialog[open] { grid-template: minmax(0, 1fr) auto / 1fr; }
  dialog > img { height: 100%; padding: 0; }
  .panel { width: 100%; height: auto; max-height: 40vh; padding: 1rem; border: 0; }
}
@media (prefers-reduced-motion: reduce) { * { transition: none !important; } figure:hover img { transform: none; } }
@media print { dialog, nav, .keys { display: none; } figcaption { opacity: 1; } }
${ratioRules(ratios)}`;
