import { createRequire } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';
import { type GridStrings, gridStrings } from '../../../src/protocol/gridStrings';

const FILL = 'text.replace(/\\{(\\d+)\\}/g, (mark, at) => String(values[Number(at)] ?? mark))';
const VSCODE = `exports.l10n = { t: (text, ...values) => ${FILL} };`;

/** The grid's real texts, as the extension hands them to the page, from a VS Code that only knows how to fill in values. */
export async function englishGridStrings(root: string): Promise<GridStrings> {
  const { outputFiles } = await build({
    entryPoints: [path.join(root, 'src/extension/grid/gridStrings.ts')],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    write: false,
    plugins: [
      {
        name: 'vscode',
        setup: (it) => {
          it.onResolve({ filter: /^vscode$/ }, () => ({ path: 'vscode', namespace: 'fake' }));
          it.onLoad({ filter: /.*/, namespace: 'fake' }, () => ({ contents: VSCODE, loader: 'js' }));
        },
      },
    ],
  });
  const module = { exports: {} as { gridStrings?: () => unknown } };
  const run = new Function('module', 'exports', 'require', outputFiles[0]?.text ?? '');
  run(module, module.exports, createRequire(path.join(root, 'package.json')));
  return gridStrings.parse(module.exports.gridStrings?.());
}
