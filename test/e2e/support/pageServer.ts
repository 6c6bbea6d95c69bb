import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { build } from 'esbuild';
import { repoRoot } from '../../support/samples';

export interface Served {
  readonly type: string;
  readonly body: Buffer | string;
  /** Milliseconds that it takes. */
  readonly latency?: number;
}

export interface PageServer {
  readonly origin: string;
  /** Serves `body` at `name` from now on. */
  put(name: string, served: Served): void;
  /** The requests so far, by name. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

/** The policy of the real pages (`webviewHtml`), with this server as the source of everything. */
const POLICY = "default-src 'none'; img-src 'self' blob:; connect-src 'self'; style-src 'self'; script-src 'self'";

/** A web page with nothing but the bundle of `entry` (relative to the repository) and `page.css`, under the webviews' content security policy. */
export async function servePage(entry: string): Promise<PageServer> {
  const built = await build({
    entryPoints: [path.join(repoRoot, entry)],
    absWorkingDir: repoRoot,
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    outdir: 'out',
    tsconfig: path.join(repoRoot, 'src/webview/tsconfig.json'),
    sourcemap: 'inline',
  });
  const files = new Map<string, Served>([
    ['/', { type: 'text/html', body: html() }],
    ['/page.js', { type: 'text/javascript', body: built.outputFiles.find((file) => file.path.endsWith('.js'))?.text ?? '' }],
  ]);
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const name = request.url ?? '/';
    requests.push(name);
    const file = files.get(name);
    response.writeHead(file ? 200 : 404, { 'content-type': file?.type ?? 'text/plain', 'content-security-policy': POLICY });
    setTimeout(() => response.end(file?.body ?? 'not here'), file?.latency ?? 0);
  });
  const origin = await listen(server);
  return {
    origin,
    requests,
    put: (name, served) => void files.set(`/${name}`, served),
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())));
    },
  };
}

const html = (): string => `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>page</title>
<link rel="stylesheet" href="/page.css">
</head>
<body>
<main id="app"></main>
<script type="module" src="/page.js"></script>
</body>
</html>`;

function listen(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  });
}
