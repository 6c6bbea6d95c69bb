// The folder a VSIX is made of: what ships, and nothing else.

import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { external, packagesFor, placePackages } from './dependencies.mjs';
import { thirdPartyNotices } from './notices.mjs';

const mustHave = ['dist', 'media', 'LICENSE', 'README.md', 'CHANGELOG.md', '.vscodeignore'];
const mayHave = ['package.nls.json', 'l10n'];

/** Fields that mean something while developing and nothing in an installed extension. */
const developmentFields = ['scripts', 'devDependencies', 'private'];

/**
 * Fills `folder` anew for one target from a finished production build.
 * @param {{root: string, folder: string, cache: string, platform: object}} options
 */
export function stage({ root, folder, cache, platform }) {
  rmSync(folder, { recursive: true, force: true });
  for (const name of mustHave) {
    if (!existsSync(path.join(root, name))) throw new Error(`${name} is missing: every package carries it.`);
    cpSync(path.join(root, name), path.join(folder, name), { recursive: true });
  }
  for (const name of mayHave.filter((it) => existsSync(path.join(root, it)))) {
    cpSync(path.join(root, name), path.join(folder, name), { recursive: true });
  }
  writeFileSync(path.join(folder, 'ThirdPartyNotices.txt'), thirdPartyNotices(root));
  checkRequires(path.join(folder, 'dist'));
  const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'));
  const packages = packagesFor(lock, platform);
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(shippedManifest(root, packages), null, 2));
  placePackages(packages, { root, folder, cache, platform });
}

function shippedManifest(root, packages) {
  const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  for (const field of developmentFields) delete manifest[field];
  const shipped = external.filter((name) => packages.has(name));
  return { ...manifest, dependencies: Object.fromEntries(shipped.map((name) => [name, packages.get(name).version])) };
}

/** A bundle that asks for a package which does not ship would fail on the person's machine only. */
function checkRequires(dist) {
  const given = new Set([...builtinModules, ...external, 'vscode']);
  for (const name of readdirSync(dist).filter((it) => it.endsWith('.js'))) {
    const text = readFileSync(path.join(dist, name), 'utf8');
    for (const [, wanted] of text.matchAll(/\brequire\("([^"./][^"]*)"\)/g)) {
      if (!given.has(wanted) && !wanted.startsWith('node:')) throw new Error(`dist/${name} requires "${wanted}", which does not ship.`);
    }
  }
}
