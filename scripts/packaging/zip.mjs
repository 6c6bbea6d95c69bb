// Reads ZIP archives: enough to see what a VSIX holds and to unpack it. PKWARE APPNOTE 6.3.9, sections 4.3.7, 4.3.12 and 4.3.16; no ZIP64.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inflateRawSync } from 'node:zlib';

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const endLength = 22;
const maxComment = 0xffff;

/**
 * The archive's central directory.
 * @param {Buffer} zip the whole archive
 * @returns {{name: string, size: number, packed: number, method: number, offset: number}[]} sizes in bytes
 */
export function zipEntries(zip) {
  const end = findEnd(zip);
  const entries = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    if (zip.readUInt32LE(at) !== entrySignature) throw new Error(`Damaged ZIP: no directory entry at byte ${at}.`);
    const nameLength = zip.readUInt16LE(at + 28);
    entries.push({
      name: zip.toString('utf8', at + 46, at + 46 + nameLength),
      method: zip.readUInt16LE(at + 10),
      packed: zip.readUInt32LE(at + 20),
      size: zip.readUInt32LE(at + 24),
      offset: zip.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return entries;
}

function findEnd(zip) {
  const lowest = Math.max(0, zip.length - endLength - maxComment);
  for (let at = zip.length - endLength; at >= lowest; at--) if (zip.readUInt32LE(at) === endSignature) return at;
  throw new Error('Not a ZIP archive.');
}

/** The bytes of one entry. */
export function zipContent(zip, entry) {
  const start = entry.offset + 30 + zip.readUInt16LE(entry.offset + 26) + zip.readUInt16LE(entry.offset + 28);
  const bytes = zip.subarray(start, start + entry.packed);
  if (entry.method === 0) return bytes;
  if (entry.method === 8) return inflateRawSync(bytes, { maxOutputLength: entry.size || 1 });
  throw new Error(`${entry.name} is packed by method ${entry.method}, which is not known here.`);
}

/** Unpacks a whole archive into `folder`; names that lead out of it are refused. */
export function unzip(file, folder) {
  const zip = readFileSync(file);
  for (const entry of zipEntries(zip)) {
    const target = path.resolve(folder, entry.name);
    if (!target.startsWith(path.resolve(folder) + path.sep)) throw new Error(`${entry.name} leads out of the archive.`);
    if (entry.name.endsWith('/')) continue;
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, zipContent(zip, entry));
  }
}
