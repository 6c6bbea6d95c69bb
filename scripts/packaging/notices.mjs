// The licences of the packages whose code is inside the bundles. Packages that ship as folders carry their own.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** What a package brings along without saying so in its own licence file. */
const hidden = {
  'libraw-wasm':
    'dist/libraw.wasm is LibRaw (https://www.libraw.org), under the GNU LGPL 2.1 or the CDDL 1.0 at your choice, unchanged as this package ' +
    'brings it, with Little CMS (MIT) and libjpeg (this software is based in part on the work of the Independent JPEG Group) inside. ' +
    'It is a file of its own: you may replace it by your own build. The text of the LGPL 2.1 stands at the end.',
  'libheif-js':
    'dist/libheif.wasm is libheif and libde265 (https://github.com/strukturag), under the GNU LGPL 3, unchanged as this package brings ' +
    'it. It is a file of its own: you may replace it by your own build.',
};

const onnxRuntime =
  'ONNX Runtime (https://github.com/microsoft/onnxruntime), Copyright (c) Microsoft Corporation, under the MIT licence, whose text stands at ' +
  'the end; what is inside it is listed at https://github.com/microsoft/onnxruntime/blob/v1.30.0/ThirdPartyNotices.txt.';

/** The same for what comes from one house and carries no licence file at all. */
const houses = {
  'onnxruntime-web': `This and dist/ort-wasm-simd-threaded.* are ${onnxRuntime}`,
  'onnxruntime-node': `Ships as a folder: ${onnxRuntime}`,
  'onnxruntime-common': `Ships as a folder: ${onnxRuntime}`,
};

/** Text for people: every bundled package with its version, licence and licence text, sorted by name. Throws where one has no licence. */
export function thirdPartyNotices(root) {
  const inputs = JSON.parse(readFileSync(path.join(root, 'out/bundled.json'), 'utf8'));
  const bundled = new Set(inputs.map((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/.exec(file)?.[1]).filter(Boolean));
  const names = new Set([...bundled, ...Object.keys(houses)]);
  const notices = [...names].sort().map((name) => noticeOf(path.join(root, 'node_modules', name)));
  const texts = ['ONNXRUNTIME.txt', 'LGPL-2.1.txt'].map((name) => readFileSync(path.join(import.meta.dirname, 'licences', name), 'utf8'));
  return `qrate contains code of these packages.\n\n${[...notices, ...texts].join(`\n${'─'.repeat(80)}\n\n`)}`;
}

function noticeOf(folder) {
  const { name, version, license, homepage } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  if (typeof license !== 'string') throw new Error(`${name} names no licence: it must not be bundled.`);
  const file = readdirSync(folder).find((it) => /^licen[cs]e/i.test(it));
  const text = file === undefined ? '' : `\n${readFileSync(path.join(folder, file), 'utf8').trim()}\n`;
  const said = hidden[name] ?? houses[name];
  const more = said === undefined ? '' : `\n${said}\n`;
  return `${name} ${version} (${license})${homepage ? ` ${homepage}` : ''}\n${more}${text}`;
}
