import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { middleSquare, networkInput } from '../../src/core/analyze/vectors/clip';
import { CLIP_INPUT } from '../../src/core/models/pictureInput';
import { draw } from './pictures';
import { askPython, python } from './python';

const SIZES = [
  [640, 427],
  [427, 640],
  [1500, 1000],
  [224, 224],
  [300, 225],
  [100, 80],
  [2048, 257],
] as const;

const SCRIPT = `
import base64, json, numpy as np, sys
from PIL import Image
out = []
for q in json.load(sys.stdin):
    w, h = q['width'], q['height']
    image = Image.frombytes('RGB', (w, h), base64.b64decode(q['data']))
    short = min(w, h)
    image = image.resize((w * 224 // short, h * 224 // short), Image.BICUBIC)
    left, top = (image.width - 224) // 2, (image.height - 224) // 2
    crop = np.asarray(image.crop((left, top, left + 224, top + 224)))
    mean, std = np.array([0.48145466, 0.4578275, 0.40821073]), np.array([0.26862954, 0.26130258, 0.27577711])
    planes = ((crop / 255 - mean) / std).transpose(2, 0, 1).ravel()
    out.append({'pixels': base64.b64encode(crop.tobytes()).decode(), 'some': planes[::9973].tolist()})
print(json.dumps(out))`;

describe('what CLIP is shown', () => {
  it('equals Pillow’s resize and crop byte for byte, and the normalised numbers of NumPy', function () {
    if (python === null || spawnSync(python, ['-c', 'import PIL']).status !== 0) {
      if (this.test) this.test.title += ' (skipped: no Python with Pillow)';
      this.skip();
    }
    const pictures = SIZES.map(([width, height]) => ({ data: colours(width, height), width, height }));
    const asked = pictures.map(({ data, ...size }) => ({ ...size, data: Buffer.from(data).toString('base64') }));
    const answers = askPython<readonly { pixels: string; some: readonly number[] }[]>(python, SCRIPT, asked);
    for (const [i, picture] of pictures.entries()) {
      const name = `${picture.width} × ${picture.height}`;
      const { pixels = '', some = [] } = answers[i] ?? {};
      assert.ok(Buffer.from(middleSquare(picture, CLIP_INPUT.side).data).equals(Buffer.from(pixels, 'base64')), name);
      const { data, dims } = networkInput(picture, CLIP_INPUT);
      assert.deepEqual(dims, [1, 3, CLIP_INPUT.side, CLIP_INPUT.side]);
      for (const [k, value] of some.entries()) assert.ok(Math.abs(Number(data[9973 * k]) - value) < 1e-6, `${name}: number ${9973 * k}`);
    }
  });
});

/** Three drawings as red, green and blue: noise for overshoot, an edge, a gradient. */
function colours(width: number, height: number): Uint8Array {
  const planes = (['noise', 'edge', 'gradient'] as const).map((drawing) => draw(drawing, width, height).data);
  return Uint8Array.from({ length: 3 * width * height }, (_, i) => planes[i % 3]?.[Math.floor(i / 3)] ?? 0);
}
