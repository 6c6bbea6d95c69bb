import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { developPixels } from '../../../../src/core/analyze/pixels';
import { PhotoError } from '../../../../src/core/failures';
import { needSamples } from '../../../support/samples';
import { testDecoders } from './build';

describe('decoding HEIC and HEIF', () => {
  const decoders = testDecoders();
  const decode = (samples: string, name: string, orientation: number | null = null) =>
    decoders.heif(readFileSync(path.join(samples, 'heic_avif', name)), orientation);

  it('turns each of the eight orientations upright, exactly once, whatever EXIF repeats', async function () {
    const samples = needSamples(this);
    const upright = async (orientation: number) => {
      const decoded = await decode(samples, `orientation/orientation${orientation}.heic`, orientation);
      return developPixels({ ...decoded, longSide: 2048 });
    };
    const { data: expected, width, height } = await upright(1);
    assert.deepEqual([width, height], [480, 160]);
    for (const orientation of [2, 3, 4, 5, 6, 7, 8]) {
      const { data } = await upright(orientation);
      const difference = expected.reduce((sum, value, i) => sum + Math.abs(value - (data[i] ?? 0)), 0) / expected.length;
      assert.ok(difference < 1, `orientation ${orientation}: ${difference}`);
    }
  });

  it('trusts irot even where it says that nothing is to be turned', async function () {
    assert.equal((await decode(needSamples(this), 'IMG_2927.HEIC', 6)).orientation, 1);
  });

  it('leaves EXIF’s turn to the renderer where the container has none', async function () {
    assert.equal((await decode(needSamples(this), 'iphone_7.heic', 6)).orientation, 6);
  });

  it('hands out the profile, or the code points, that the colours are in', async function () {
    const samples = needSamples(this);
    const { colour } = (await decode(samples, 'IMG_3578.HEIC')).pixels;
    assert.ok(colour.kind === 'icc' && colour.profile.toString('latin1').includes('Display P3'));
    assert.deepEqual((await decode(samples, 'Canon.HIF')).pixels.colour, { kind: 'nclx', primaries: 9, transfer: 16 });
    assert.deepEqual((await decode(samples, 'cheers_1440x960.heic')).pixels.colour, { kind: 'srgb' });
  });

  it('takes 50 megapixels out of the library at a quarter of their width', async function () {
    this.timeout(60_000);
    const { pixels } = await decode(needSamples(this), 'Sony.HIF');
    assert.deepEqual([pixels.width, pixels.height], [8640 / 4, 5760 / 4]);
  });

  it('calls a cut file truncated and goes on with the next', async function () {
    const samples = needSamples(this);
    const whole = readFileSync(path.join(samples, 'heic_avif/heic-single.heic'));
    for (const share of [0.9, 0.5, 0.05]) {
      await assert.rejects(
        decoders.heif(whole.subarray(0, whole.length * share), null),
        { name: 'PhotoError', code: 'truncated' },
        `${share}`,
      );
    }
    assert.equal((await decoders.heif(whole, null)).pixels.width, 1440);
  });

  it('answers every crafted file with pixels or a failure that has a name', async function () {
    const samples = needSamples(this);
    for (const folder of ['corrupt/heic', 'corrupt/libheif']) {
      for (const name of readdirSync(path.join(samples, folder))) {
        await decoders.heif(readFileSync(path.join(samples, folder, name)), null).catch((error: unknown) => {
          assert.ok(error instanceof PhotoError, `${name}: ${error}`);
        });
      }
    }
  });
});
