import { KEEP_EARLY } from '../../../src/extension/keepEarly';
import { bodyClassOf, type ThemeName, themeSheet } from './themes';

const NONCE = 'bm9uY2U=';

export interface WebviewPage {
  /** Names `<name>.js` and `<name>.css`. */
  readonly name: string;
  readonly theme: ThemeName;
  /** Address of the server, which is the source of everything. */
  readonly base: string;
  /** Scripts that stand for the editor and run before the page's: code, or the path of a file. */
  readonly editor: readonly ({ readonly code: string } | { readonly src: string })[];
}

/** A page as `webviewHtml` writes it, policy included, inside what VS Code puts around: the theme's variables, the body's classes, a style sheet. */
export function webviewPage({ name, theme, base, editor }: WebviewPage): string {
  const policy = `default-src 'none'; img-src ${base} blob:; connect-src ${base}; style-src ${base} 'nonce-${NONCE}'; script-src 'nonce-${NONCE}'`;
  const scripts = editor.map((it) =>
    'code' in it ? `<script nonce="${NONCE}">${it.code}</script>` : `<script nonce="${NONCE}" src="${base}/${it.src}"></script>`,
  );
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta property="csp-nonce" content="${NONCE}">
<title>${name}</title>
<script nonce="${NONCE}">${KEEP_EARLY}</script>
<style nonce="${NONCE}">${themeSheet(theme)}</style>
<link rel="stylesheet" href="${base}/${name}.css">
</head>
<body class="${bodyClassOf(theme)}">
<main id="app"></main>
${scripts.join('\n')}
<script type="module" nonce="${NONCE}" src="${base}/${name}.js"></script>
</body>
</html>`;
}
