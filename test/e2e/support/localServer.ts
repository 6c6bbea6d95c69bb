import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { repoRoot } from '../../support/samples';

export interface Reply {
  readonly type: string;
  readonly body: string | Buffer;
}

export interface LocalServer {
  /** Its address, without a slash at the end. */
  readonly base: string;
  close(): Promise<void>;
}

/** Serves on this machine alone what `answer` says for a path; what it does not know is 404. */
export async function serve(
  answer: (pathname: string) => Reply | null | Promise<Reply | null>,
  headers: Readonly<Record<string, string>> = {},
): Promise<LocalServer> {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const found = pathname === '/favicon.ico' ? { type: 'image/png', body: '' } : await answer(pathname);
    response.writeHead(found ? 200 : 404, { 'content-type': found?.type ?? 'text/plain', ...headers }).end(found?.body ?? 'not here');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())));
    },
  };
}

/** Keeps pictures and scripts in the browser's cache, as VS Code's service worker does. */
export const CACHED = { 'cache-control': 'max-age=60' } as const;

/** Script and style sheet of a page, as built, and the controls that it loads. */
export function builtPage(name: string, pathname: string): Reply | null {
  if (![`/${name}.js`, `/${name}.css`, '/toolkit.js'].includes(pathname)) return null;
  const body = readFileSync(path.join(repoRoot, 'dist/webview', path.basename(pathname)));
  return { type: pathname.endsWith('.css') ? 'text/css' : 'text/javascript', body };
}
