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

/** Text for people: every bundled package with its version, licence and licence text, sorted by name. Throws where one has no licence. */
export function thirdPartyNotices(root) {
  const inputs = JSON.parse(readFileSync(path.join(root, 'out/bundled.json'), 'utf8'));
  const names = new Set(inputs.map((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/.exec(file)?.[1]).filter(Boolean));
  const notices = [...names].sort().map((name) => noticeOf(path.join(root, 'node_modules', name)));
  const lgpl = readFileSync(path.join(import.meta.dirname, 'licences/LGPL-2.1.txt'), 'utf8');
  return `qrate contains code of these packages.\n\n${[...notices, lgpl].join(`\n${'─'.repeat(80)}\n\n`)}`;
}

function noticeOf(folder) {
  const { name, version, license, homepage } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  if (typeof license !== 'string') throw new Error(`${name} names no licence: it must not be bundled.`);
  const file = readdirSync(folder).find((it) => /^licen[cs]e/i.test(it));
  const text = file === undefined ? '' : `\n${readFileSync(path.join(folder, file), 'utf8').trim()}\n`;
  const more = hidden[name] === undefined ? '' : `\n${hidden[name]}\n`;
  return `${name} ${version} (${license})${homepage ? ` ${homepage}` : ''}\n${more}${text}`;
}
