import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import type { RgbImage } from '../../../../src/core/analyze/image';
import { needSamples, samplesDir } from '../../../support/samples';
import { buildDng, testDecoders } from './build';

/** Mean colours of a grid of 12×8 fields. */
async function fields({ data, width, height }: RgbImage): Promise<Buffer> {
  return sharp(data, { raw: { width, height, channels: 3 } })
    .resize(12, 8, { fit: 'fill' })
    .raw()
    .toBuffer();
}

const meanDifference = (a: Buffer, b: Buffer): number => a.reduce((sum, value, i) => sum + Math.abs(value - (b[i] ?? 0)), 0) / a.length;

/** Binary PPM, as dcraw writes it to stdout. */
function readPpm(ppm: Buffer): RgbImage {
  const [, width, height] = /^P6\s+(\d+) (\d+)\s+255\s/.exec(ppm.toString('latin1', 0, 40)) ?? [];
  const size = Number(width) * Number(height) * 3;
  return { data: ppm.subarray(ppm.length - size), width: Number(width), height: Number(height) };
}

describe('demosaicing a RAW', () => {
  const decoders = testDecoders();
  const decode = (bytes: Buffer, orientation: number | null = 1) => decoders.raw(bytes, orientation);

  it('takes half the size of a large sensor and all of a small one', async () => {
    const { pixels: large } = await decode(buildDng({ width: 3000, height: 2000 }));
    assert.deepEqual([large.width, large.height, large.data.length], [1500, 1000, 1500 * 1000 * 3]);
    const { pixels: small } = await decode(buildDng({ width: 1200, height: 800 }));
    assert.deepEqual([small.width, small.height], [1200, 800]);
  });

  it('gives the colours that the sensor saw', async () => {
    const { pixels, damage } = await decode(buildDng({ width: 3000, height: 2000 }));
    const at = (x: number, y: number) => pixels.data.subarray(3 * (y * pixels.width + x), 3 * (y * pixels.width + x) + 3);
    const brightest = (x: number, y: number) => at(x, y).indexOf(Math.max(...at(x, y)));
    assert.equal(damage, null);
    assert.deepEqual([brightest(300, 200), brightest(1200, 200), brightest(300, 800)], [0, 2, 1], 'red, blue, green');
  });

  it('turns the picture itself only where the metadata do not say how', async () => {
    const dng = buildDng({ width: 1200, height: 800, orientation: 6 });
    const told = await decode(dng, 6);
    assert.deepEqual([told.pixels.width, told.orientation], [1200, 6], 'left to the renderer');
    const untold = await decode(dng, null);
    assert.deepEqual([untold.pixels.width, untold.orientation], [800, 1], 'done');
  });

  it('refuses a frame of one tone, which is what missing data become', async () => {
    for (const value of [0, 128, 255]) {
      const dng = buildDng({ width: 1200, height: 800 });
      dng.fill(value, 512);
      await assert.rejects(decode(dng), { name: 'PhotoError', code: 'corrupt', message: /empty frame/ }, `${value}`);
    }
  });

  it('calls it truncated when sensor data are missing, whether LibRaw noticed or not', async () => {
    const dng = buildDng({ width: 3000, height: 2000 });
    for (const share of [0.9, 0.5, 0.01]) {
      await assert.rejects(decode(dng.subarray(0, dng.length * share)), { name: 'PhotoError', code: 'truncated' }, `${share}`);
    }
  });

  it('refuses what claims more than 150 megapixels, or is no RAW, and goes on with the next', async () => {
    const bomb = buildDng({ width: 4, height: 4 });
    bomb.writeUInt32LE(60_000, 10 + 12 + 8);
    bomb.writeUInt32LE(40_000, 10 + 24 + 8);
    await assert.rejects(decode(bomb), { name: 'PhotoError' });
    await assert.rejects(decode(Buffer.from('no RAW at all, just words'.repeat(50))), { code: 'unsupported-format' });
    assert.equal((await decode(buildDng({ width: 1200, height: 800 }))).pixels.width, 1200);
  });
});

describe('demosaicing real RAW files', () => {
  const decoders = testDecoders();
  const dcraw = samplesDir !== null && spawnSync('dcraw', []).error === undefined;
  const read = (samples: string, name: string) => readFileSync(path.join(samples, 'raw', name));

  for (const name of ['RAW_NIKON_D1.NEF', 'CRW_0101.CRW', 'P003908.KDC']) {
    it(`shows ${name} as dcraw does${dcraw ? '' : ' (skipped: no dcraw)'}`, async function () {
      const samples = needSamples(this);
      if (!dcraw) return this.skip();
      const { pixels } = await decoders.raw(read(samples, name), 1);
      const { stdout } = spawnSync('dcraw', ['-c', '-w', '-h', '-t', '0', path.join(samples, 'raw', name)], { maxBuffer: 1 << 28 });
      const difference = meanDifference(await fields(pixels), await fields(readPpm(stdout)));
      assert.ok(difference < 20, `mean difference ${difference.toFixed(1)} of 255`);
    });
  }

  it('shows the headerless .raw of a Kodak', async function () {
    const { pixels } = await decoders.raw(read(needSamples(this), 'RAW_KODAK_C330_FORMAT_NONE_YRGB.raw'), null);
    assert.deepEqual([pixels.width, pixels.height], [1216, 912]);
  });

  it('names why the others cannot be decoded', async function () {
    const samples = needSamples(this);
    const expected = {
      'GOPR8508.GPR': 'unsupported-format',
      'Nikon_D7100.NEF': 'truncated',
      'Sony_SLT-A55V.ARW': 'corrupt',
    };
    for (const [name, code] of Object.entries(expected)) await assert.rejects(decoders.raw(read(samples, name), 1), { code }, name);
  });

  it('fails by name on every cut of a real file, or shows what is left as damaged', async function () {
    this.timeout(60_000);
    const samples = needSamples(this);
    for (const name of ['RAW_NIKON_D1.NEF', 'P003908.KDC', 'P003911.KDC', 'DC0008L.KDC', 'canon_eos_6d.dng']) {
      const whole = read(samples, name);
      for (const share of [0.95, 0.5, 0.1]) {
        const outcome = await decoders.raw(whole.subarray(0, whole.length * share), 1).then(
          ({ damage }) => damage?.code,
          (error) => error.code,
        );
        assert.ok(['truncated', 'corrupt'].includes(outcome ?? ''), `${name} ${share}: ${outcome}`);
      }
    }
  });
});
