// The packages that stay outside the bundles: which they are, at which version, and where their files come from.

import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Native, so they cannot be bundled. esbuild.mjs leaves the same ones out. */
export const external = ['sharp', 'onnxruntime-node'];

/** What packages need while they are installed, and never again. */
const installOnly = { 'onnxruntime-node': ['adm-zip', 'global-agent'] };

const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));

/**
 * The external packages with all they need on one platform, in the versions of package-lock.json.
 * @param {object} lock the parsed package-lock.json
 * @param {{os: string, cpu: string, libc: string | null, onnx: string[]}} platform
 * @returns {Map<string, object>} lock entries by package name
 */
export function packagesFor(lock, platform) {
  const found = new Map();
  const add = (name) => {
    const entry = lock.packages[`node_modules/${name}`];
    if (!entry) throw new Error(`package-lock.json does not name ${name}. Run "npm install".`);
    if (found.has(name) || !fits(entry, platform)) return;
    found.set(name, entry);
    const needed = Object.keys({ ...entry.dependencies, ...entry.optionalDependencies });
    for (const it of needed.filter((it) => !installOnly[name]?.includes(it))) add(it);
  };
  for (const name of external) if (name !== 'onnxruntime-node' || platform.onnx.length > 0) add(name);
  return found;
}

function fits(entry, { os, cpu, libc }) {
  const allows = (list, value) => !list || list.includes(value);
  return allows(entry.os, os) && allows(entry.cpu, cpu) && (!entry.libc || libc === null || entry.libc.includes(libc));
}

/**
 * Puts the packages into `folder`/node_modules: from the repository's own node_modules where they are there in the locked version,
 * else by npm, which checks them against the lock's hashes.
 * @param {Map<string, object>} packages of `packagesFor`
 * @param {{root: string, folder: string, cache: string, platform: object}} options `cache` keeps what npm fetched for this platform
 */
export function placePackages(packages, { root, folder, cache, platform }) {
  const isAt = (base, name, { version }) => {
    const manifest = path.join(base, 'node_modules', name, 'package.json');
    return existsSync(manifest) && readJson(manifest).version === version;
  };
  const foreign = new Map([...packages].filter(([name, entry]) => !isAt(root, name, entry)));
  if ([...foreign].some(([name, entry]) => !isAt(cache, name, entry))) fetchPackages(foreign, { cache, platform });
  for (const name of packages.keys()) {
    const from = foreign.has(name) ? cache : root;
    const source = path.join(from, 'node_modules', name);
    const filter = name === 'onnxruntime-node' ? (file) => isOfPlatform(path.relative(source, file), platform) : undefined;
    cpSync(source, path.join(folder, 'node_modules', name), { recursive: true, dereference: true, filter });
  }
  dropInstallOnly(folder);
}

/** ONNX Runtime brings the libraries of every platform in one package: hundreds of megabytes. */
function isOfPlatform(file, { os, cpu, onnx }) {
  const parts = file.split(path.sep);
  if (parts[0] !== 'bin') return true;
  const wanted = ['bin', 'napi-v6', os, cpu];
  const isAbove = parts.length <= wanted.length && parts.every((part, i) => part === wanted[i]);
  return isAbove || (wanted.every((part, i) => part === parts[i]) && onnx.includes(parts[4]));
}

/** Else npm, which vsce asks what ships, would miss them. */
function dropInstallOnly(folder) {
  for (const [name, needless] of Object.entries(installOnly)) {
    const file = path.join(folder, 'node_modules', name, 'package.json');
    if (!existsSync(file)) continue;
    const manifest = readJson(file);
    for (const it of needless) delete manifest.dependencies[it];
    writeFileSync(file, JSON.stringify(manifest, null, 2));
  }
}

/** A lock of these packages alone, so that npm installs neither more nor other versions. */
function fetchPackages(packages, { cache, platform }) {
  // Optional ones alone are judged by --os and --cpu; required ones by the machine that npm runs on.
  const optionalDependencies = Object.fromEntries([...packages].map(([name, { version }]) => [name, version]));
  const manifest = { name: 'qrate-native-parts', version: '0.0.0', private: true, optionalDependencies };
  const entries = [...packages].map(([name, entry]) => [`node_modules/${name}`, alone(entry)]);
  const lock = { ...manifest, lockfileVersion: 3, requires: true, packages: { '': manifest, ...Object.fromEntries(entries) } };
  mkdirSync(cache, { recursive: true });
  writeFileSync(path.join(cache, 'package.json'), JSON.stringify(manifest, null, 2));
  writeFileSync(path.join(cache, 'package-lock.json'), JSON.stringify(lock, null, 2));
  const wanted = [`--os=${platform.os}`, `--cpu=${platform.cpu}`, ...(platform.libc ? [`--libc=${platform.libc}`] : [])];
  const args = ['ci', ...wanted, '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = spawnSync('npm', args, { cwd: cache, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  const missing = [...packages.keys()].filter((name) => !existsSync(path.join(cache, 'node_modules', name)));
  if (status !== 0 || missing.length > 0)
    throw new Error(`npm could not fetch ${(missing.length > 0 ? missing : [...packages.keys()]).join(', ')}.`);
}

/** A lock entry without its dependencies: those that are needed are entries of their own. */
function alone({ version, resolved, integrity, os, cpu, libc }) {
  return { version, resolved, integrity, os, cpu, libc, optional: true };
}
