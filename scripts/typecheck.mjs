// Type-checks every part under its own tsconfig, so that `core` cannot see `vscode` or the DOM.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const parts = ['src/protocol', 'src/core', 'src/workers', 'src/picker', 'src/cli', 'src/extension', 'src/webview', 'test'];
let failed = false;
for (const part of parts.filter((p) => existsSync(`${p}/tsconfig.json`))) {
  const { status } = spawnSync('node_modules/.bin/tsc', ['-p', part], { stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) failed = true;
}
process.exit(failed ? 1 : 0);
