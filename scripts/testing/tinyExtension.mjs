// The extension as it is built, but with networks so small that tests can carry them, and a data folder of its own that holds them.

import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { root } from './step.mjs';

const MODELS = /MODELS = \[FACE_MODEL, IMAGE_MODEL, TEXT_MODEL, AESTHETIC_MODEL\]/;

/**
 * Makes the folder of an extension whose registry ends with the tiny CLIP of `test/support/tinyClip.ts`, installed. What runs is the
 * code of `dist/`, but for that list. Needs a build with the tests.
 * @returns {{ext: string, home: string}} absolute
 */
export function tinyExtension() {
  const { TINY_IMAGE, TINY_TEXT, installTiny } = createRequire(import.meta.url)(path.join(root, 'out/test/support/tinyClip.js'));
  const ext = path.join(root, 'out/tiny-extension');
  const home = path.join(ext, 'home');
  rmSync(ext, { recursive: true, force: true });
  mkdirSync(ext, { recursive: true });
  for (const name of ['package.json', 'package.nls.json']) copyFileSync(path.join(root, name), path.join(ext, name));
  for (const name of ['media', 'node_modules']) symlinkSync(path.join(root, name), path.join(ext, name));
  cpSync(path.join(root, 'dist'), path.join(ext, 'dist'), { recursive: true });
  for (const spec of [TINY_IMAGE, TINY_TEXT]) installTiny(path.join(home, 'models'), spec);
  for (const name of ['extension.js', 'shootThread.js', 'cli.js']) {
    const file = path.join(ext, 'dist', name);
    const code = readFileSync(file, 'utf8');
    if (!MODELS.test(code)) throw new Error(`${file} lists no models: build without --production.`);
    const tiny = `MODELS = [FACE_MODEL, AESTHETIC_MODEL, ...${JSON.stringify([TINY_IMAGE, TINY_TEXT])}]`;
    const [first = '', ...rest] = code.replace(MODELS, () => tiny).split('\n');
    const ownHome = `process.env.QRATE_HOME = ${JSON.stringify(home)};`;
    writeFileSync(file, first.startsWith('#!') ? [first, ownHome, ...rest].join('\n') : [ownHome, first, ...rest].join('\n'));
  }
  return { ext, home };
}
