// Compiles assembly/*.ts (AssemblyScript) to the base64 that the core embeds. Needed only after a change there:
//   npx --package assemblyscript@0.28.20 node scripts/buildWasm.mjs
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const folder = mkdtempSync(path.join(tmpdir(), 'qrate-wasm-'));
try {
  const wasm = path.join(folder, 'quarterScan.wasm');
  const flags = ['-O3', '--noAssert', '--runtime', 'stub', '-o', wasm];
  execFileSync('asc', ['assembly/quarterScan.ts', ...flags], { stdio: 'inherit', shell: process.platform === 'win32' });
  const lines =
    readFileSync(wasm)
      .toString('base64')
      .match(/.{1,120}/g) ?? [];
  const body = lines.map((line) => `  '${line}',`).join('\n');
  writeFileSync(
    'src/core/analyze/jpeg/quarterScanWasm.ts',
    `/** Made by scripts/buildWasm.mjs from assembly/quarterScan.ts. Do not edit. */\nexport const QUARTER_SCAN_WASM = [\n${body}\n].join('');\n`,
  );
} finally {
  rmSync(folder, { recursive: true });
}
