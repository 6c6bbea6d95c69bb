import assert from 'node:assert/strict';
import sharp from 'sharp';
import type { RgbImage } from '../../../src/core/analyze/image';
import { nclxToSrgb } from '../../../src/core/analyze/nclx';
import { developPixels } from '../../../src/core/analyze/pixels';

const pixel = (...rgb: [number, number, number]): RgbImage => ({ data: Uint8Array.from(rgb), width: 1, height: 1 });
const near = (actual: Uint8Array, expected: readonly number[], tolerance: number) =>
  assert.ok(
    expected.every((value, i) => Math.abs(value - (actual[i] ?? 0)) <= tolerance),
    `${[...actual]} instead of ${expected}`,
  );

describe('bringing decoded colours to sRGB', () => {
  it('undoes what writing in Display P3 has done, by the profile alone', async () => {
    const data = Uint8Array.from({ length: 64 * 3 }, (_, i) => 40 + ((i * 37) % 160));
    const original = sharp(data, { raw: { width: 8, height: 8, channels: 3 } });
    const p3 = await original.withIccProfile('p3').png().toBuffer();
    const { icc } = await sharp(p3).metadata();
    const inP3 = await sharp(p3, { ignoreIcc: true }).raw().toBuffer();
    assert.ok(icc && !inP3.equals(Buffer.from(data)));
    const pixels = { data: inP3, width: 8, height: 8, colour: { kind: 'icc', profile: icc } } as const;
    near((await developPixels({ pixels, orientation: 1, longSide: 100 })).data, [...data], 3);
  });

  it('passes the pixels on where the profile is rubbish', async () => {
    const pixels = { ...pixel(10, 120, 230), colour: { kind: 'icc', profile: Buffer.from('rubbish') } } as const;
    near((await developPixels({ pixels, orientation: 1, longSide: 100 })).data, [10, 120, 230], 0);
  });

  it('scales and turns', async () => {
    const data = Uint8Array.from({ length: 400 * 200 * 3 }, (_, i) => (i % 1200 < 600 ? 0 : 255));
    const pixels = { data, width: 400, height: 200, colour: { kind: 'srgb' } } as const;
    const turned = await developPixels({ pixels, orientation: 6, longSide: 100 });
    assert.deepEqual([turned.width, turned.height], [50, 100]);
    assert.deepEqual([turned.data[0], turned.data.at(-1)], [0, 255], 'left became top');
  });

  it('leaves sRGB’s code points alone and knows Display P3’s', () => {
    const image = pixel(10, 120, 230);
    assert.equal(nclxToSrgb(image, { primaries: 1, transfer: 13 }), image);
    // CSS Color 4: color(display-p3 0.5 0.5 0.5) is the same grey; a P3 green lies outside sRGB.
    near(nclxToSrgb(pixel(128, 128, 128), { primaries: 12, transfer: 13 }).data, [128, 128, 128], 1);
    near(nclxToSrgb(pixel(0, 255, 0), { primaries: 12, transfer: 13 }).data, [0, 255, 0], 0);
    near(nclxToSrgb(pixel(200, 100, 100), { primaries: 12, transfer: 13 }).data, [215, 93, 97], 1);
  });

  it('cuts HDR to diffuse white: neutral stays neutral, brighter stays brighter, nothing overflows', () => {
    for (const transfer of [16, 18]) {
      const tone = (code: number) => nclxToSrgb(pixel(code, code, code), { primaries: 9, transfer }).data;
      const tones = Array.from({ length: 256 }, (_, code) => tone(code));
      for (const [r, g, b] of tones) assert.ok(Math.abs((r ?? 0) - (g ?? 0)) <= 1 && Math.abs((b ?? 0) - (g ?? 0)) <= 1);
      assert.ok(tones.every((it, i) => i === 0 || (it[1] ?? 0) >= (tones[i - 1]?.[1] ?? 0)));
      assert.deepEqual([tones[0]?.[1], tones[255]?.[1]], [0, 255]);
    }
    // BT.2408-7: diffuse white is 58 % of PQ and 75 % of HLG, a grey card 38 % of PQ: 26 of 203 cd/m².
    near(nclxToSrgb(pixel(148, 148, 148), { primaries: 9, transfer: 16 }).data, [240, 240, 240], 10);
    near(nclxToSrgb(pixel(191, 191, 191), { primaries: 9, transfer: 18 }).data, [240, 240, 240], 10);
    near(nclxToSrgb(pixel(97, 97, 97), { primaries: 9, transfer: 16 }).data, [100, 100, 100], 2);
  });
});
