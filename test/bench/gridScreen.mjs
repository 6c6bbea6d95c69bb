// `npm run bench:screen [-- PHOTOS]`: makes a shoot that is indexed and has no files, and opens it in the real workbench.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const count = process.argv[2] ?? '20000';
const folder = mkdtempSync(path.join(os.tmpdir(), 'qrate-screen-'));

function node(...args) {
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  if (status !== 0) throw new Error(`${args[0]} failed (${status}).`);
}

try {
  node('out/test/bench/grid.js', count, '--keep', folder);
  const ui = 'test/bench/gridFirstScreen.ui.mjs';
  node('test/host/run.mjs', '--ext', '.', '--ui', ui, '--folder', path.join(folder, `shoot of ${count}`), '--timeout', '300');
} finally {
  rmSync(folder, { recursive: true, force: true });
}
