import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import sharp, { type JpegOptions } from 'sharp';
import { decodeQuarter } from '../../../src/core/analyze/jpeg/quarterDecode';

const WIDTH = 613;
const HEIGHT = 419;

/** A smooth scene with hard edges and grain, in an awkward size. */
function scene(width = WIDTH, height = HEIGHT) {
  const data = Buffer.alloc(width * height * 3);
  let state = 1;
  for (let i = 0; i < width * height; i++) {
    const x = i % width;
    const y = Math.floor(i / width);
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const grain = (state >>> 28) - 8;
    const edge = (x + 2 * y) % 160 < 80 ? 20 : 0;
    data[3 * i] = 90 + 60 * Math.sin(x / 50) + edge + grain;
    data[3 * i + 1] = 100 + 40 * Math.cos(y / 40) + edge + grain;
    data[3 * i + 2] = 120 - edge + grain;
  }
  return sharp(data, { raw: { width, height, channels: 3 } });
}

const jpeg = (options: JpegOptions = {}) =>
  scene()
    .jpeg({ quality: 90, ...options })
    .toBuffer();

/** Peak signal-to-noise ratio in dB against libjpeg's decode at 1/4 by area averaging of all pixels. */
async function likeness(bytes: Buffer): Promise<number> {
  const ours = decodeQuarter(bytes);
  assert.ok(ours !== null);
  const { data, info } = await sharp(bytes).toColourspace('srgb').removeAlpha().raw().toBuffer({ resolveWithObject: true });
  assert.deepEqual([ours.width, ours.height], [Math.ceil(info.width / 4), Math.ceil(info.height / 4)]);
  let squares = 0;
  let count = 0;
  for (let y = 0; y < Math.floor(info.height / 4); y++) {
    for (let x = 0; x < Math.floor(info.width / 4); x++) {
      for (let c = 0; c < 3; c++, count++) {
        let sum = 0;
        for (let k = 0; k < 16; k++) sum += data[((4 * y + (k >> 2)) * info.width + 4 * x + (k & 3)) * 3 + c] ?? 0;
        squares += (sum / 16 - (ours.data[(y * ours.width + x) * 3 + c] ?? 0)) ** 2;
      }
    }
  }
  return 10 * Math.log10((255 * 255 * count) / squares);
}

describe('the decoder at a quarter of the size', () => {
  it('agrees with averaged full-size pixels of libjpeg, for each chroma sampling and quality', async () => {
    for (const chromaSubsampling of ['4:4:4', '4:2:0']) {
      for (const quality of [40, 75, 92, 100]) {
        const found = await likeness(await jpeg({ chromaSubsampling, quality }));
        assert.ok(found > 36, `${chromaSubsampling} q${quality}: ${found.toFixed(1)} dB`);
      }
    }
  });

  it('reads optimised Huffman tables and grey', async () => {
    assert.ok((await likeness(await jpeg({ optimiseCoding: true, quality: 98 }))) > 36);
    assert.ok((await likeness(await scene().greyscale().jpeg({ quality: 95 }).toBuffer())) > 36);
  });

  it('reads 4:2:2, 4:4:0 and restart markers as cjpeg writes them', async function () {
    const ppm = await scene().raw().toBuffer();
    const input = Buffer.concat([Buffer.from(`P6\n${WIDTH} ${HEIGHT}\n255\n`), ppm]);
    for (const args of [
      ['-sample', '2x1'],
      ['-sample', '1x2'],
      ['-restart', '1'],
      ['-restart', '3B', '-sample', '1x1'],
    ]) {
      const { stdout, error } = spawnSync('cjpeg', ['-quality', '92', ...args], { input, maxBuffer: 1 << 26 });
      if (error) {
        if (this.test) this.test.title += ' (skipped: no cjpeg)';
        return this.skip();
      }
      const found = await likeness(stdout);
      assert.ok(found > 36, `${args.join(' ')}: ${found.toFixed(1)} dB`);
    }
  });

  it('is exact for a flat picture', async () => {
    const flat = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#646464' } })
      .jpeg({ quality: 100 })
      .toBuffer();
    assert.ok(decodeQuarter(flat)?.data.every((level) => level === 100));
  });

  it('leaves progressive, CMYK, cut and holed JPEGs, and what is none, to others', async () => {
    const sound = await jpeg();
    const holed = Buffer.from(sound);
    holed.fill(0xff, sound.length >> 1, (sound.length >> 1) + 500);
    const others = {
      progressive: await jpeg({ progressive: true }),
      cmyk: await scene().toColourspace('cmyk').jpeg().toBuffer(),
      cut: sound.subarray(0, sound.length >> 1),
      closed: Buffer.concat([sound.subarray(0, sound.length >> 1), Buffer.from([0xff, 0xd9])]),
      holed,
      png: await scene().png().toBuffer(),
      nothing: Buffer.alloc(0),
    };
    for (const [name, bytes] of Object.entries(others)) assert.equal(decodeQuarter(bytes), null, name);
  });

  it('survives every damage: an answer or null, never an exception', async () => {
    const sound = await scene(160, 120).jpeg({ quality: 90 }).toBuffer();
    let state = 7;
    const random = (below: number) => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return (state >>> 8) % below;
    };
    for (let round = 0; round < 600; round++) {
      const bytes = Buffer.from(sound.subarray(0, random(4) === 0 ? random(sound.length) : sound.length));
      for (let hits = random(6); hits >= 0; hits--) bytes[random(Math.min(bytes.length, random(2) === 0 ? 700 : 1e9))] = random(256);
      const image = decodeQuarter(bytes);
      if (image !== null) assert.equal(image.data.length, 3 * image.width * image.height);
    }
  }).timeout(60_000);
});
