// One build for everything that runs: host, workers, CLI, webviews; with --tests also the test bundles under out/.
//   node esbuild.mjs [--watch] [--production] [--tests]

import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build, context } from 'esbuild';

const flags = new Set(process.argv.slice(2));
const production = flags.has('--production');
const watch = flags.has('--watch');

const common = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  logLevel: 'warning',
  legalComments: 'none',
};

/** Node programs. sharp and the runtime of models are native and stay outside; vscode is given by the host. */
const node = { ...common, platform: 'node', format: 'cjs', target: 'node20', external: ['vscode', 'sharp', 'onnxruntime-node'] };

const walk = (dir, keep) =>
  readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(dir, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : walk(file, keep);
    return keep(entry.name) ? [file] : [];
  });

/** A folder with a main.ts is a page; the others are what pages share. */
const webviews = readdirSync('src/webview', { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(`src/webview/${entry.name}/main.ts`))
  .map((entry) => ({ in: `src/webview/${entry.name}/main.ts`, out: entry.name }));

/** The SDK of the Model Context Protocol brings a compiler of JSON Schemas for answers of the client; ours are checked where they are read. */
const withoutCompiler = {
  name: 'without-compiler',
  setup: ({ onResolve }) => onResolve({ filter: /\/ajv-provider\.js$/ }, () => ({ path: path.resolve('src/cli/mcp/elicitedAnswer.ts') })),
};

const targets = [
  { ...node, entryPoints: { extension: 'src/extension/extension.ts' }, outdir: 'dist' },
  {
    ...node,
    entryPoints: {
      worker: 'src/workers/worker.ts',
      modelWorker: 'src/workers/modelWorker.ts',
      shootThread: 'src/workers/thread/shootThread.ts',
      compareThread: 'src/workers/thread/compareThread.ts',
    },
    outdir: 'dist',
    // Its module for import asks for its own address, which a bundle does not have; the one for require does without.
    alias: { 'onnxruntime-web': './node_modules/onnxruntime-web/dist/ort.node.min.js' },
    // libraw-wasm asks for its own address only to find the WASM and the threads that it is not left to find here.
    logOverride: { 'empty-import-meta': 'silent' },
  },
  { ...node, entryPoints: { cli: 'src/cli/main.ts' }, outdir: 'dist', banner: { js: '#!/usr/bin/env node' } },
  { ...node, entryPoints: { mcp: 'src/cli/mcp/serve.ts' }, outdir: 'dist', plugins: [withoutCompiler] },
  {
    ...common,
    platform: 'browser',
    format: 'esm',
    target: 'es2022',
    entryPoints: [...webviews, { in: 'src/webview/shared/toolkit.ts', out: 'toolkit' }],
    // Pages load it when they have shown what they have.
    external: ['*/toolkit.js'],
    outdir: 'dist/webview',
    loader: { '.css': 'css' },
  },
];

if (flags.has('--tests')) {
  rmSync('out/test', { recursive: true, force: true });
  targets.push({
    ...node,
    sourcemap: 'inline',
    entryPoints: walk('test', (name) => name.endsWith('.ts') && !name.endsWith('.d.ts')),
    outbase: '.',
    outdir: 'out',
    packages: 'external',
  });
}

/** Which files went into the bundles, for the notices of third parties that a package carries. */
function writeInputs(built) {
  const inputs = [...new Set(built.flatMap(({ metafile }) => Object.keys(metafile.inputs)))].sort();
  mkdirSync('out', { recursive: true });
  writeFileSync('out/bundled.json', JSON.stringify(inputs, null, 2));
}

if (!watch) rmSync('dist', { recursive: true, force: true });
mkdirSync('dist', { recursive: true });
const besideScripts = [
  'sql.js/dist/sql-wasm.wasm',
  'libraw-wasm/dist/libraw.wasm',
  'libheif-js/libheif-wasm/libheif.wasm',
  'onnxruntime-web/dist/ort-wasm-simd-threaded.mjs',
  'onnxruntime-web/dist/ort-wasm-simd-threaded.wasm',
];
for (const file of besideScripts) {
  copyFileSync(path.join('node_modules', file), path.join('dist', path.basename(file)));
}

if (watch) {
  const contexts = await Promise.all(targets.map((target) => context({ ...target, logLevel: 'info' })));
  await Promise.all(contexts.map((it) => it.watch()));
} else {
  const built = await Promise.all(targets.map((target) => build({ ...target, metafile: production })));
  if (production) writeInputs(built);
}
