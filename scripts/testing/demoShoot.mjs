// Copies of the demo shoot in temporary folders, so that no test sees what another one wrote.

import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { node } from './step.mjs';

let original;

/**
 * Calls `work` with a fresh copy of the demo shoot and removes it afterwards. The shoot itself is generated once: in small pictures, or in
 * those that people get to see.
 * @param {(folder: string) => Promise<T>} work
 * @param {{ fullSize?: boolean }} options
 * @returns {Promise<T>}
 * @template T
 */
export async function withDemoShoot(work, { fullSize = false } = {}) {
  original ??= await generate(fullSize ? [] : ['--small']);
  const base = temporary();
  const folder = path.join(base, 'demo shoot');
  // Without what the demo computed: who tests the index has to make it.
  cpSync(original, folder, { recursive: true, preserveTimestamps: true, filter: (source) => path.basename(source) !== '.qrate' });
  try {
    return await work(folder);
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}

async function generate(flags) {
  const folder = path.join(temporary(), 'demo');
  process.once('exit', () => rmSync(path.dirname(folder), { recursive: true, force: true }));
  if ((await node('out/test/fixtures/demo.js', folder, ...flags)) !== 0) throw new Error('The demo shoot could not be generated.');
  return folder;
}

const temporary = () => mkdtempSync(path.join(os.tmpdir(), 'qrate-demo-'));
