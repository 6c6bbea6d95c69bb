// Compiles assembly/*.ts (AssemblyScript) to the base64 that the core embeds: `npm run build:wasm`, needed only after a change there.
// With --check nothing is written: ends with 1 where what is embedded is not what the source compiles to.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const MODULES = [
  { source: 'assembly/quarterScan.ts', target: 'src/core/analyze/jpeg/quarterScanWasm.ts', name: 'QUARTER_SCAN_WASM' },
  { source: 'assembly/pixelLoops.ts', target: 'src/core/analyze/pixelLoopsWasm.ts', name: 'PIXEL_LOOPS_WASM' },
];
const flags = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd'];
const compiler = path.resolve('node_modules/assemblyscript/bin/asc.js');

function compiled({ source, name }, folder) {
  const wasm = path.join(folder, `${name}.wasm`);
  execFileSync(process.execPath, [compiler, source, ...flags, '-o', wasm], { stdio: 'inherit' });
  const lines =
    readFileSync(wasm)
      .toString('base64')
      .match(/.{1,120}/g) ?? [];
  const body = lines.map((line) => `  '${line}',`).join('\n');
  return `/** Made by scripts/buildWasm.mjs from ${source}. Do not edit. */\nexport const ${name} = [\n${body}\n].join('');\n`;
}

const folder = mkdtempSync(path.join(tmpdir(), 'qrate-wasm-'));
try {
  for (const module of MODULES) {
    const text = compiled(module, folder);
    if (!process.argv.includes('--check')) writeFileSync(module.target, text);
    else if (readFileSync(module.target, 'utf8') !== text) {
      console.error(`${module.target} is not what ${module.source} compiles to. Run: npm run build:wasm`);
      process.exitCode = 1;
    }
  }
} finally {
  rmSync(folder, { recursive: true });
}
