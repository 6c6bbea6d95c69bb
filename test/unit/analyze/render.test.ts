import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { analyzePicture } from '../../../src/core/analyze/analyze';
import { hammingDistance } from '../../../src/core/analyze/phash';
import { renderPicture } from '../../../src/core/analyze/render';
import { needSamples } from '../../support/samples';

/** Four coloured quarters: red and green above, blue and white below; a little texture so that it is no flat field. */
function quarters(width: number, height: number): Sharp {
  const data = Buffer.alloc(width * height * 3);
  for (let i = 0; i < width * height; i++) {
    const right = i % width >= width / 2;
    const below = i >= (width * height) / 2;
    const [r, g, b] = below ? (right ? [240, 240, 240] : [30, 30, 220]) : right ? [30, 200, 30] : [220, 30, 30];
    data.set([r ?? 0, g ?? 0, (b ?? 0) + (i % 7)], i * 3);
  }
  return sharp(data, { raw: { width, height, channels: 3 } });
}

const NAMES = { red: [220, 30, 30], green: [30, 200, 30], blue: [30, 30, 220], white: [240, 240, 240] } as const;

/** The colours of the four quarters, clockwise from the top left. */
async function corners(jpeg: Buffer): Promise<string> {
  const { data, info } = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number) => {
    const i = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * info.channels;
    const near = (colour: readonly number[]) => colour.reduce((sum, level, c) => sum + Math.abs(level - (data[i + c] ?? 0)), 0);
    return Object.entries(NAMES).sort(([, a], [, b]) => near(a) - near(b))[0]?.[0];
  };
  return [at(0.25, 0.25), at(0.75, 0.25), at(0.75, 0.75), at(0.25, 0.75)].join(' ');
}

const sizeOf = async (jpeg: Buffer) => {
  const { width, height, format } = await sharp(jpeg).metadata();
  return [format, width, height];
};

async function rendered(bytes: Buffer, orientation = 1) {
  const picture = await renderPicture({ bytes, orientation });
  return { ...picture, ...(await picture.encode()) };
}

describe('rendering a picture', () => {
  it('takes a scale that the JPEG decoder gives for free when it lands between 1440 and 2048 px', async () => {
    const sizes = [
      [6000, 4000, 1500, 1000],
      [4000, 6000, 1000, 1500],
      [3000, 2000, 1500, 1000],
      [5472, 3648, 2048, 1365],
      [2000, 1500, 2000, 1500],
      [700, 500, 700, 500],
    ] as const;
    for (const [width, height, previewWidth, previewHeight] of sizes) {
      const { preview, image } = await rendered(await quarters(width, height).jpeg({ quality: 60 }).toBuffer());
      assert.deepEqual(await sizeOf(preview), ['jpeg', previewWidth, previewHeight], `${width}×${height}`);
      assert.deepEqual([image.width, image.height], [previewWidth, previewHeight]);
    }
  });

  it('makes a thumb of at most 320 px and enlarges nothing', async () => {
    assert.deepEqual(await sizeOf((await rendered(await quarters(1600, 1000).jpeg().toBuffer())).thumb), ['jpeg', 320, 200]);
    assert.deepEqual(await sizeOf((await rendered(await quarters(1000, 1600).jpeg().toBuffer())).thumb), ['jpeg', 200, 320]);
    assert.deepEqual(await sizeOf((await rendered(await quarters(90, 40).jpeg().toBuffer())).thumb), ['jpeg', 90, 40]);
    assert.deepEqual(await sizeOf((await rendered(await quarters(1, 1).png().toBuffer())).preview), ['jpeg', 1, 1]);
    assert.deepEqual(await sizeOf((await rendered(await quarters(9000, 2).png().toBuffer())).thumb), ['jpeg', 320, 1]);
  });

  it('turns the picture upright for every EXIF orientation, and ignores the tag inside the bytes', async () => {
    // EXIF 2.32: where the stored first row and first column belong.
    const UPRIGHT = [
      'red green white blue',
      'green red blue white',
      'white blue red green',
      'blue white green red',
      'red blue white green',
      'blue red green white',
      'white green red blue',
      'green white blue red',
    ];
    const bytes = await quarters(2000, 1000).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    for (const [i, expected] of UPRIGHT.entries()) {
      const { preview, thumb, image } = await rendered(bytes, i + 1);
      assert.equal(await corners(preview), expected, `orientation ${i + 1}`);
      assert.equal(await corners(thumb), expected, `orientation ${i + 1}`);
      assert.deepEqual([image.width, image.height], i < 4 ? [2000, 1000] : [1000, 2000]);
      assert.equal((await sharp(preview).metadata()).orientation, undefined);
    }
  });

  it('keeps the bytes of a JPEG that is already small, upright and sRGB', async () => {
    const bytes = await quarters(1500, 1000).jpeg().toBuffer();
    assert.equal((await rendered(bytes)).preview, bytes);
    assert.notEqual((await rendered(bytes, 3)).preview, bytes);
    const tagged = await quarters(1500, 1000).withMetadata({ orientation: 8 }).jpeg().toBuffer();
    assert.notEqual((await rendered(tagged)).preview, tagged);
  });

  it('converts Display P3 to sRGB and leaves no profile behind', async () => {
    const pixel = { create: { width: 64, height: 64, channels: 3, background: '#c06040' } } as const;
    const wide = await sharp(pixel).withIccProfile('p3').jpeg({ quality: 100 }).toBuffer();
    const { preview, image } = await rendered(wide);
    assert.equal((await sharp(preview).metadata()).icc, undefined);
    [0xc0, 0x60, 0x40].forEach((level, c) => {
      assert.ok(Math.abs((image.data[c] ?? 0) - level) <= 3, `channel ${c}: ${image.data[c]}`);
    });
  });

  it('reads PNG with 16 bits, grey, transparency and a palette, WebP, TIFF and CMYK as 8-bit RGB', async () => {
    const source = () => quarters(400, 300);
    const files = {
      png16: await source().toColourspace('rgb16').png().toBuffer(),
      grey: await source().greyscale().jpeg().toBuffer(),
      alpha: await source().ensureAlpha(0.9).png().toBuffer(),
      palette: await source().png({ palette: true }).toBuffer(),
      webp: await source().webp().toBuffer(),
      tiff: await source().tiff().toBuffer(),
      cmyk: await source().toColourspace('cmyk').jpeg().toBuffer(),
      progressive: await source().jpeg({ progressive: true }).toBuffer(),
    };
    for (const [name, bytes] of Object.entries(files)) {
      const { preview, image, damage } = await rendered(bytes);
      assert.equal(image.data.length, 400 * 300 * 3, name);
      assert.equal(damage, null, name);
      const header = await sharp(preview).metadata();
      assert.deepEqual([header.format, header.width, header.height], ['jpeg', 400, 300], name);
      if (name !== 'grey') assert.equal(await corners(preview), 'red green white blue', name);
    }
  });

  it('shows what is left of a JPEG cut in half, and says that it is truncated', async () => {
    const whole = await quarters(3000, 2000).jpeg({ quality: 95 }).toBuffer();
    const { preview, damage } = await rendered(whole.subarray(0, whole.length >> 1));
    assert.equal(damage?.code, 'truncated');
    assert.deepEqual(await sizeOf(preview), ['jpeg', 1500, 1000]);
    assert.match(await corners(preview), /^red green/);
  });

  it('calls a JPEG with a hole in the middle corrupt', async () => {
    const bytes = await quarters(3000, 2000).jpeg({ quality: 95 }).toBuffer();
    bytes.fill(0xff, bytes.length >> 1, (bytes.length >> 1) + 2000);
    assert.equal((await rendered(bytes)).damage?.code, 'corrupt');
  });

  it('finds no fault in a JPEG that lacks its end marker alone, or has padding after it', async () => {
    const bytes = await quarters(800, 600).jpeg().toBuffer();
    assert.equal((await rendered(bytes.subarray(0, -2))).damage, null);
    assert.equal((await rendered(Buffer.concat([bytes, Buffer.alloc(999)]))).damage, null);
  });

  it('tells apart no bytes, no picture, a cut header and too many pixels', async () => {
    const jpeg = await quarters(800, 600).jpeg().toBuffer();
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="16000" height="16000"/>');
    const cases = [
      [Buffer.alloc(0), 'empty-file'],
      [Buffer.from('no picture at all, only words'), 'unsupported-format'],
      [jpeg.subarray(0, 100), 'truncated'],
      [svg, 'too-large'],
    ] as const;
    for (const [bytes, code] of cases) await assert.rejects(renderPicture({ bytes, orientation: 1 }), { name: 'PhotoError', code });
  });

  it('gives the same scores from the same bytes, every time', async () => {
    const bytes = await quarters(3000, 2000).jpeg().toBuffer();
    const scores = async () => analyzePicture((await rendered(bytes)).image, 400);
    assert.deepEqual(await scores(), await scores());
  });

  it('shows the eight turned landscapes of the samples as one scene', async function () {
    const folder = path.join(needSamples(this), 'orientation');
    const hashes = await Promise.all(
      [1, 2, 3, 4, 5, 6, 7, 8].map(async (orientation) => {
        const { image } = await rendered(readFileSync(path.join(folder, `Landscape_${orientation}.jpg`)), orientation);
        return analyzePicture(image, null).phash;
      }),
    );
    for (const hash of hashes) assert.ok(hammingDistance(hash, hashes[0] ?? '') <= 4, `${hash} against ${hashes[0]}`);
  });
});
