// Looks into a finished VSIX: nothing may be in it that is not meant to be, and nothing may be missing.

import { readFileSync } from 'node:fs';
import { targets } from './targets.mjs';
import { zipEntries } from './zip.mjs';

/** Written apart from .vscodeignore on purpose: a slip there must not pass here. */
const allowed = [
  /^\[Content_Types\]\.xml$/,
  /^extension\.vsixmanifest$/,
  /^extension\/(package\.json|package\.nls(\.[\w-]+)?\.json|readme\.md|changelog\.md|LICENSE\.txt|ThirdPartyNotices\.txt)$/,
  /^extension\/l10n\/bundle\.l10n(\.[\w-]+)?\.json$/,
  /^extension\/dist\/[\w-]+\.(js|wasm)$/,
  /^extension\/dist\/ort-wasm-simd-threaded\.mjs$/,
  /^extension\/dist\/webview\/[\w-]+\.(js|css|ttf)$/,
  /^extension\/media\/[\w./-]+\.(svg|png|md|webp|ttf|json)$/,
  /^extension\/node_modules\/(sharp|semver|detect-libc|@img\/[\w-]+)\/(LICENSE[\w.]*|README\.md|package\.json|versions\.json)$/,
  /^extension\/node_modules\/sharp\/dist\/\w+\.[cm]js$/,
  /^extension\/node_modules\/@img\/[\w-]+\/(lib\/)?\w+\.c?js$/,
  /^extension\/node_modules\/@img\/sharp-[\w-]+\/lib\/[\w.+-]+$/,
  /^extension\/node_modules\/(semver|detect-libc)\/([\w-]+\/)*[\w-]+\.js$/,
  /^extension\/node_modules\/onnxruntime-(node|common)\/package\.json$/,
  /^extension\/node_modules\/onnxruntime-node\/dist\/[\w-]+\.js$/,
  /^extension\/node_modules\/onnxruntime-common\/dist\/cjs\/([\w-]+\.js|package\.json)$/,
  /^extension\/node_modules\/onnxruntime-node\/bin\/napi-v6\/[a-z0-9]+\/[a-z0-9]+\/(onnxruntime_binding\.node|libonnxruntime\.[\w.]+|onnxruntime\.dll)$/,
];

/** In bytes: what a person waits for. The native runtime of models is most of it. */
const maxPacked = 45e6;

const required = [
  'extension/package.json',
  'extension/readme.md',
  'extension/changelog.md',
  'extension/LICENSE.txt',
  'extension/ThirdPartyNotices.txt',
  'extension/dist/sql-wasm.wasm',
  'extension/dist/libraw.wasm',
  'extension/dist/libheif.wasm',
  'extension/dist/ort-wasm-simd-threaded.mjs',
  'extension/dist/ort-wasm-simd-threaded.wasm',
];

/**
 * @param {string} file the VSIX
 * @param {{target: string, programs: string[]}} expected `programs`: the scripts in dist/ that must be there
 * @returns {{files: number, packed: number, unpacked: number, faults: string[]}} sizes in bytes; no faults means that it may ship
 */
export function inspectVsix(file, { target, programs }) {
  const zip = readFileSync(file);
  const entries = zipEntries(zip);
  const names = entries.map(({ name }) => name);
  const missing = [...required, ...programs.map((name) => `extension/${name}`)].filter((name) => !names.includes(name));
  const faults = [
    ...names.filter((name) => name.endsWith('.map')).map((name) => `source map: ${name}`),
    ...names.filter((name) => !allowed.some((pattern) => pattern.test(name))).map((name) => `not on the list of what may ship: ${name}`),
    ...missing.map((name) => `missing: ${name}`),
    ...entries.filter(({ size }) => size === 0).map(({ name }) => `empty: ${name}`),
    ...nativeFaults(names, target),
    ...onnxFaults(names, target),
    ...(zip.length > maxPacked ? [`larger than ${maxPacked / 1e6} MB`] : []),
  ];
  return { files: entries.length, packed: zip.length, unpacked: entries.reduce((sum, { size }) => sum + size, 0), faults };
}

/** sharp's addon and libvips for this platform, and for no other. */
function nativeFaults(names, target) {
  const inPackages = /^extension\/node_modules\/@img\/(sharp-(?:libvips-)?([a-z0-9]+-[a-z0-9]+))\/lib\/(.+)$/;
  const parts = names.map((name) => inPackages.exec(name)).filter((match) => match !== null);
  const foreign = parts.filter(([, , platform]) => platform !== target).map(([name]) => `for another platform: ${name}`);
  const has = (pattern) => parts.some(([, , platform, file]) => platform === target && pattern.test(file));
  return [
    ...foreign,
    ...(has(/\.node$/) ? [] : [`missing: sharp's addon for ${target}`]),
    ...(has(targets[target].library) ? [] : [`missing: libvips for ${target}`]),
  ];
}

/** The native runtime of models for this platform, whole, and for no other; none where there is no build. */
function onnxFaults(names, target) {
  const { os, cpu, onnx } = targets[target];
  const prefix = 'extension/node_modules/onnxruntime-node/bin/';
  const wanted = onnx.map((file) => `${prefix}napi-v6/${os}/${cpu}/${file}`);
  return [
    ...names.filter((name) => name.startsWith(prefix) && !wanted.includes(name)).map((name) => `for another platform: ${name}`),
    ...wanted.filter((name) => !names.includes(name)).map((name) => `missing: ${name}`),
  ];
}
