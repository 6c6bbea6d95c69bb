import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { build } from 'esbuild';
import { repoRoot } from '../../support/samples';
import { type Reply, serve } from './localServer';

export interface Served extends Reply {
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
  const answer = async (name: string): Promise<Reply | null> => {
    requests.push(name);
    const file = files.get(name);
    if (file?.latency !== undefined) await wait(file.latency);
    return file ?? null;
  };
  const { base, close } = await serve(answer, { 'content-security-policy': POLICY });
  return { origin: base, requests, put: (name, served) => void files.set(`/${name}`, served), close };
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
