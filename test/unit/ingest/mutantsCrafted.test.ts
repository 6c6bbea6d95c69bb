import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bytesOf } from '../../../src/core/ingest/bytes';
import { READERS } from '../../../src/core/ingest/containers/readers';
import { ingestPhoto } from '../../../src/core/ingest/ingest';
import type { Container } from '../../../src/core/ingest/sniff';
import { processorTime } from '../../support/processorTime';
import { box, buildJpeg, buildTiff, long } from './build';

/** Milliseconds of processor time that reading a container may take; each of these files took seconds to for ever where nothing counts. */
const SOON = 300;

const u16 = (...values: number[]): Buffer => Buffer.from(values.flatMap((it) => [it >> 8, it & 255]));
const u32 = (...values: number[]): Buffer => Buffer.concat(values.map((it) => u16(it >>> 16, it & 0xffff)));
const repeat = (count: number, part: Buffer): Buffer => Buffer.concat(new Array<Buffer>(count).fill(part));

/** Sixteen directories of a thousand entries each, all over each other. */
function denseTiff(): Buffer {
  const tiff = buildTiff(16_000, [{ at: 8, tags: [{ tag: 0x14a, type: 4, count: 16, value: 40 }] }]);
  for (let at = 104; at < tiff.length; at += 2) tiff.writeUInt16LE(1000, at);
  for (let i = 0; i < 16; i++) tiff.writeUInt32LE(104 + i * 2, 40 + i * 4);
  return tiff;
}

/** Heaps in heaps, each holding the next one 512 times. */
function nestedHeaps(): Buffer {
  const entries = 512;
  const depth = 7;
  const directory = 2 + entries * 10;
  const file = Buffer.alloc(26 + depth * (directory + 4));
  file.write('II\x1a\0\0\0HEAPCCDR', 'latin1');
  for (let level = 1; level <= depth; level++) {
    const length = level * (directory + 4);
    const at = 26 + length - directory - 4;
    file.writeUInt16LE(entries, at);
    for (let i = 0; i < entries; i++) {
      file.writeUInt16LE(0x2807, at + 2 + i * 10);
      file.writeUInt32LE(length - directory - 4, at + 4 + i * 10);
    }
    file.writeUInt32LE(length - directory - 4, at + directory);
  }
  return file;
}

const heif = (...parts: readonly Buffer[]): Buffer =>
  Buffer.concat([box('ftyp', Buffer.from('heic\0\0\0\0')), box('meta', u32(0), ...parts)]);

/** Two thousand items of 65,535 extents that take no room. */
const emptyExtents = (): Buffer => heif(box('iloc', u32(0), u16(0), u16(2000), repeat(2000, u16(1, 0, 0xffff))));

function manyExifItems(): Buffer {
  const tiff = Buffer.concat([u32(0), denseTiff()]);
  const infe = (_: unknown, i: number) => box('infe', u32(0x02000000), u16(i, 0), Buffer.from('Exif\0'));
  const iloc = (_: unknown, i: number) => Buffer.concat([u16(i), u16(1), u16(0), u16(1), u32(0), u32(tiff.length)]);
  return heif(
    box('iinf', u32(0), u16(900), ...Array.from({ length: 900 }, infe)),
    box('iloc', u32(0x01000000), u16(0x4400), u16(900), ...Array.from({ length: 900 }, iloc)),
    box('idat', tiff),
  );
}

function manyExifSegments(): Buffer {
  const exif = Buffer.concat([Buffer.from('Exif\0\0'), denseTiff()]);
  const segment = Buffer.concat([u16(0xffe1, exif.length + 2), exif]);
  const jpeg = buildJpeg(64, 48);
  return Buffer.concat([jpeg.subarray(0, 2), repeat(390, segment), jpeg.subarray(2)]);
}

function manyExifChunks(): Buffer {
  const tiff = denseTiff();
  const chunk = Buffer.concat([u32(tiff.length), Buffer.from('eXIf'), tiff, u32(0)]);
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), repeat(900, chunk)]);
}

function manyRiffChunks(): Buffer {
  const tiff = denseTiff();
  const chunk = Buffer.concat([Buffer.from('EXIF'), u32(tiff.length).swap32(), tiff]);
  return Buffer.concat([Buffer.from('RIFF\0\0\0\0WEBP', 'latin1'), repeat(900, chunk)]);
}

/** A hundred sections that are all the same JPEG. */
function sameSections(): Buffer {
  const jpeg = manyExifSegments();
  const head = Buffer.concat([Buffer.from('FOVb'), Buffer.alloc(36)]);
  const section = Buffer.concat([Buffer.from('SECi'), u32(0, 2, 18, 64, 48, 0).swap32(), jpeg]);
  const entry = Buffer.concat([u32(head.length, section.length).swap32(), Buffer.from('IMA2')]);
  const directory = Buffer.concat([Buffer.from('SECd'), u32(0, 100).swap32(), repeat(100, entry)]);
  return Buffer.concat([head, section, directory, u32(head.length + section.length).swap32()]);
}

const CRAFTED: Readonly<Record<string, readonly [Container, () => Buffer]>> = {
  'heaps of CRW that hold each other': ['crw', nestedHeaps],
  'extents of HEIF without size': ['heif', emptyExtents],
  'nine hundred EXIF items of HEIF': ['heif', manyExifItems],
  'hundreds of EXIF segments of a JPEG': ['jpeg', manyExifSegments],
  'hundreds of EXIF chunks of a PNG': ['png', manyExifChunks],
  'hundreds of EXIF chunks of a WebP': ['webp', manyRiffChunks],
  'a hundred equal sections of X3F': ['x3f', sameSections],
};

/** Directories a megabyte apart, each promising a preview elsewhere whose end is missing: a block of the file for every one of them. */
function scatteredPromises(): Buffer {
  const MB = 1 << 20;
  const jpeg = buildJpeg(4000, 3000).subarray(0, -2);
  const at = (i: number) => 8 + i * MB;
  const directory = (_: unknown, i: number) => ({
    at: at(i),
    tags: [long(0x106, 32803), long(0x201, at(i) + MB / 2), long(0x202, MB / 3)],
    next: i < 9 ? at(i + 1) : 0,
  });
  const file = buildTiff(11 * MB, Array.from({ length: 10 }, directory));
  for (let i = 0; i < 10; i++) jpeg.copy(file, at(i) + MB / 2);
  return file;
}

describe('a crafted file', () => {
  it('makes nobody read more than 256 KB of it, however many previews it promises', async () => {
    const root = mkdtempSync(path.join(tmpdir(), 'qrate crafted '));
    try {
      writeFileSync(path.join(root, 'file'), scatteredPromises());
      const { failure, reads } = await ingestPhoto(root, { path: 'file', size: 0, mtimeMs: 0, companions: [] });
      assert.equal(failure?.code, 'truncated');
      assert.ok(reads.bytes <= 256 * 1024, `${reads.bytes} bytes`);
      assert.ok(reads.bytes > 240 * 1024, `the file asks for more than ${reads.bytes} bytes`);
    } finally {
      rmSync(root, { recursive: true });
    }
  });
});

describe('a crafted file is read soon:', () => {
  for (const [what, [container, craft]] of Object.entries(CRAFTED)) {
    it(what, async () => {
      const file = bytesOf(craft());
      const ms = await processorTime(() => READERS[container](file));
      assert.ok(ms < SOON, `${Math.round(ms)} ms`);
    });
  }
});
