// Makes the VSIX of one platform:
//   npm run package -- [--target linux-x64] [--out FILE]

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createVSIX } from '@vscode/vsce';
import { inspectVsix } from './packaging/inspect.mjs';
import { stage } from './packaging/stage.mjs';
import { currentTarget, targets } from './packaging/targets.mjs';

const root = path.resolve(import.meta.dirname, '..');

/** Every program that the manifest or the supervisor starts. */
const scripts = ['extension', 'worker', 'modelWorker', 'shootThread', 'compareThread', 'cli', 'mcp'];
const programs = scripts.map((name) => `dist/${name}.js`);

async function makePackage({ target, out }) {
  const platform = targets[target];
  if (!platform) throw new Error(`No package for "${target}". Targets: ${Object.keys(targets).join(', ')}.`);
  const { status } = spawnSync(process.execPath, ['esbuild.mjs', '--production'], { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error('The production build failed.');
  const folder = path.join(root, 'out/stage', target);
  stage({ root, folder, cache: path.join(root, 'out/native', target), platform });
  await createVSIX({ cwd: folder, packagePath: out, target, allowMissingRepository: true, rewriteRelativeLinks: false });
  return inspectVsix(out, { target, programs });
}

try {
  const { values } = parseArgs({ options: { target: { type: 'string', default: currentTarget }, out: { type: 'string' } } });
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const out = path.resolve(values.out ?? path.join(root, 'out', `qrate-${values.target}-${version}.vsix`));
  const { files, packed, unpacked, faults } = await makePackage({ target: values.target, out });
  const mb = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
  console.log(`${path.relative(process.cwd(), out)}: ${files} files, ${mb(packed)} (${mb(unpacked)} unpacked)`);
  if (faults.length > 0) throw new Error(`This package must not ship:\n  ${faults.join('\n  ')}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
