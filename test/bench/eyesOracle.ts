import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { launchBrowser } from '../host/browser.mjs';
import { repoRoot } from '../support/samples';

/** A frame of a video, and what a network for face meshes says of the largest face in it. */
export interface OracleFrame {
  readonly jpeg: Buffer;
  /** Width and height of an eye's opening against each other, the mean of both eyes; `null` where no face was found. */
  readonly ratio: number | null;
}

export interface OracleOptions {
  readonly video: string;
  /** Folder with the WASM files of `@tensorflow/tfjs-backend-wasm`. */
  readonly wasm: string;
  readonly frames: number;
  /** Seconds from frame to frame. */
  readonly step: number;
}

const HUMAN = path.join(repoRoot, 'node_modules/@vladmandic/human');
const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.webm': 'video/webm',
};

/** Runs the network of `@vladmandic/human` in Chromium over a video, and calls `take` with each frame. */
export async function askOracle({ video, wasm, frames, step }: OracleOptions, take: (frame: OracleFrame) => Promise<void>): Promise<void> {
  const server = createServer((request, response) => serve(request, response, { human: HUMAN, wasm, video: path.dirname(video) }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.exposeFunction('take', (base64: string, ratio: number | null) => take({ jpeg: Buffer.from(base64, 'base64'), ratio }));
    await page.goto(`${origin}/`);
    await page.addScriptTag({ url: `${origin}/human/dist/human.js` });
    await page.evaluate(`(${inPage})(${JSON.stringify({ origin, video: path.basename(video), frames, step })})`);
  } finally {
    await browser.close();
    server.close();
  }
}

/** Answers parts of files, since videos are read so. */
function serve(request: IncomingMessage, response: ServerResponse, roots: Readonly<Record<string, string>>): void {
  const [, root = '', ...rest] = decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname).split('/');
  const folder = roots[root];
  const file = folder === undefined ? null : path.join(folder, ...rest);
  if (file === null || !existsSync(file) || !statSync(file).isFile()) {
    response.writeHead(root === '' ? 200 : 404, { 'content-type': 'text/html' }).end('<!doctype html>');
    return;
  }
  const { size } = statSync(file);
  const [, from = '0', to = ''] = /bytes=(\d+)-(\d*)/.exec(request.headers.range ?? '') ?? [];
  const [start, end] = [Number(from), to === '' ? size - 1 : Number(to)];
  response.writeHead(request.headers.range === undefined ? 200 : 206, {
    'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream',
    'accept-ranges': 'bytes',
    'content-range': `bytes ${start}-${end}/${size}`,
    'content-length': end - start + 1,
  });
  createReadStream(file, { start, end }).pipe(response);
}

/** Corners, and two pairs of upper and lower lid, of both eyes in the mesh of 468 points. */
const EYES = [
  [33, 133, 159, 145, 158, 153],
  [263, 362, 386, 374, 385, 380],
];

/** Text, since it runs in the page with that page's globals. */
const inPage = `async ({ origin, video, frames, step }) => {
  const off = { enabled: false };
  const human = new Human.Human({
    backend: 'wasm', wasmPath: origin + '/wasm/', modelBasePath: origin + '/human/models/', debug: false, cacheSensitivity: 0, filter: off,
    face: { enabled: true, detector: { maxDetected: 1, rotation: true }, mesh: { enabled: true }, iris: off, description: off, emotion: off, antispoof: off, liveness: off },
    body: off, hand: off, gesture: off, object: off,
  });
  await human.load();
  const length = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1]);
  const opening = (mesh) => ([a, b, u, l, v, m]) => (length(mesh[u], mesh[l]) + length(mesh[v], mesh[m])) / (2 * length(mesh[a], mesh[b]));
  const element = document.createElement('video');
  element.muted = true;
  element.src = origin + '/video/' + video;
  await new Promise((resolve, reject) => { element.onloadeddata = resolve; element.onerror = () => reject(new Error('The video cannot be played.')); });
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [element.videoWidth, element.videoHeight];
  for (let n = 0; n < frames && n * step < element.duration; n++) {
    await new Promise((resolve) => { element.onseeked = resolve; element.currentTime = n * step; });
    canvas.getContext('2d').drawImage(element, 0, 0);
    const [face] = (await human.detect(canvas)).face;
    const ratios = face && face.mesh.length >= 468 ? ${JSON.stringify(EYES)}.map(opening(face.mesh)) : null;
    await take(canvas.toDataURL('image/jpeg', 0.93).split(',')[1], ratios && (ratios[0] + ratios[1]) / 2);
  }
}`;
