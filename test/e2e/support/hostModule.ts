import { createRequire } from 'node:module';
import path from 'node:path';
import { build, type Plugin } from 'esbuild';
import { repoRoot } from '../../support/samples';

const FILL = 'text.replace(/\\{(\\d+)\\}/g, (mark, at) => String(values[Number(at)] ?? mark))';

/** A VS Code that knows no more than how to fill in the values of a text, its language, and files as URIs. */
const VSCODE = `exports.l10n = { t: (text, ...values) => ${FILL} }; exports.env = { language: 'en' }; exports.Uri = { file: (path) => path };`;

const vscode: Plugin = {
  name: 'vscode',
  setup: (it) => {
    it.onResolve({ filter: /^vscode$/ }, () => ({ path: 'vscode', namespace: 'fake' }));
    it.onLoad({ filter: /.*/, namespace: 'fake' }, () => ({ contents: VSCODE, loader: 'js' }));
  },
};

/** What a module of the extension exports, run outside of VS Code. `file`: below the repository. */
export async function loadHostModule<T>(file: string): Promise<Partial<T>> {
  const entryPoints = [path.join(repoRoot, file)];
  const { outputFiles } = await build({ entryPoints, bundle: true, platform: 'node', format: 'cjs', write: false, plugins: [vscode] });
  const module = { exports: {} as Partial<T> };
  const run = new Function('module', 'exports', 'require', outputFiles[0]?.text ?? '');
  run(module, module.exports, createRequire(path.join(repoRoot, 'package.json')));
  return module.exports;
}
