import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { KEEP_EARLY } from './keepEarly';

export interface WebviewPage {
  readonly webview: vscode.Webview;
  readonly extensionUri: vscode.Uri;
  /** Names `<name>.js` and `<name>.css`, without characters that HTML knows. */
  readonly name: string;
  readonly title: string;
  /** What is read until the page has something to show. */
  readonly waiting?: string;
  /** Addresses of pictures that it will show at once: they are fetched while its script is. */
  readonly pictures?: readonly string[];
}

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);

/** Fills a webview: the page may read its own files and the pictures below `folders`, nothing else. */
export function loadPage(page: WebviewPage, folders: readonly vscode.Uri[]): void {
  page.webview.options = { enableScripts: true, localResourceRoots: [bundlesOf(page), ...folders] };
  page.webview.html = pageHtml(page);
}

/** Fills a webview with words until there is something to load. */
export function loadWaiting(page: WebviewPage & { readonly waiting: string }): void {
  page.webview.options = { localResourceRoots: [bundlesOf(page)] };
  page.webview.html = waitingHtml(page);
}

const bundlesOf = ({ extensionUri }: WebviewPage): vscode.Uri => vscode.Uri.joinPath(extensionUri, 'dist', 'webview');

const bundleUri = (page: WebviewPage, file: string): string =>
  escapeHtml(page.webview.asWebviewUri(vscode.Uri.joinPath(bundlesOf(page), file)).toString());

/**
 * The page of a webview: nothing but its own script, its own style and pictures of the allowed folders.
 * Pictures are also fetched (`connect-src`), because a picture that is to be decoded ahead and measured comes as bytes.
 * `csp-nonce` is where the toolkit looks for the nonce of the one style element it makes (to learn about :focus-visible).
 */
function pageHtml(page: WebviewPage): string {
  const { webview, name, title, waiting, pictures = [] } = page;
  const nonce = randomBytes(16).toString('base64');
  const own = webview.cspSource;
  const policy = `default-src 'none'; img-src ${own} blob:; connect-src ${own}; style-src ${own} 'nonce-${nonce}'; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="${escapeHtml(vscode.env.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<meta property="csp-nonce" content="${nonce}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<script nonce="${nonce}">${KEEP_EARLY}</script>
<link rel="stylesheet" href="${bundleUri(page, `${name}.css`)}">
</head>
<body>
<main id="app">${waiting === undefined ? '' : waitingBody(waiting)}</main>
<script type="module" nonce="${nonce}" src="${bundleUri(page, `${name}.js`)}"></script>
${pictures.map((address) => `<link rel="preload" as="image" href="${escapeHtml(address)}">`).join('\n')}
</body>
</html>`;
}

/**
 * The page before its data is there. The editor sets up a webview meanwhile, which takes longer than loading a page into it.
 * It runs no script, and the page itself comes with the same words, so that nothing flickers.
 */
function waitingHtml(page: WebviewPage & { readonly waiting: string }): string {
  const { webview, name, title, waiting } = page;
  return `<!DOCTYPE html>
<html lang="${escapeHtml(vscode.env.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(`default-src 'none'; style-src ${webview.cspSource}`)}">
<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="${bundleUri(page, `${name}.css`)}">
</head>
<body>
<main id="app">${waitingBody(waiting)}</main>
</body>
</html>`;
}

/** The bar has no value: it moves by itself. */
function waitingBody(text: string): string {
  const words = escapeHtml(text);
  return `<div class="waiting" role="status"><p>${words}</p><progress aria-label="${words}"></progress></div>`;
}
