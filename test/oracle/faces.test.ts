import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { decodeDetections } from '../../src/core/analyze/faces/decode';
import { NETWORK_SIDE, networkInput } from '../../src/core/analyze/faces/input';
import type { Tensor } from '../../src/core/models/inference';
import { needYunet, picture, testRuntime } from '../support/models';
import { needSamples } from '../support/samples';
import { useTempDir } from '../support/tempDir';
import { askPython, needPython } from './python';

/** OpenCV's own runtime on the same pixels, and a decoder written apart from ours: vectors instead of loops, its own suppression. */
const SCRIPT = `
import cv2, json, numpy as np, sys
q = json.load(sys.stdin)
rgb = np.fromfile(q['pixels'], np.float32).reshape(3, q['side'], q['side'])
net = cv2.dnn.readNet(q['network'])
net.setInput(rgb[None])
names = [f'{kind}_{stride}' for stride in (8, 16, 32) for kind in ('cls', 'obj', 'bbox', 'kps')]
out = dict(zip(names, net.forward(names)))
boxes, scores, points = [], [], []
for stride in (8, 16, 32):
    n = q['side'] // stride
    row, column = np.divmod(np.arange(n * n), n)
    corner = np.stack([column, row], 1)
    score = np.sqrt(np.clip(out[f'cls_{stride}'].ravel(), 0, 1) * np.clip(out[f'obj_{stride}'].ravel(), 0, 1))
    box = out[f'bbox_{stride}'].reshape(-1, 4)
    centre, size = (corner + box[:, :2]) * stride, np.exp(box[:, 2:]) * stride
    keep = score >= 0.75
    boxes += np.hstack([centre - size / 2, size])[keep].tolist()
    scores += score[keep].tolist()
    points += ((out[f'kps_{stride}'].reshape(-1, 5, 2) + corner[:, None]) * stride).reshape(-1, 10)[keep].tolist()
kept = np.array(cv2.dnn.NMSBoxes(boxes, scores, 0.75, 0.3)).ravel()
print(json.dumps([{'box': boxes[i], 'score': scores[i], 'points': points[i]} for i in kept]))`;

interface Expected {
  readonly box: readonly number[];
  readonly score: number;
  readonly points: readonly number[];
}

describe('the detections of YuNet', () => {
  const temp = useTempDir();

  it('equal those of OpenCV’s runtime and a decoder in NumPy', async function () {
    const command = needPython(this);
    const network = needYunet(this);
    const image = await picture(path.join(needSamples(this), 'faces', '2008_007676.jpg'));
    const { tensor } = networkInput(image);
    const found = await (await testRuntime())
      .open(network)
      .then((session) => session.run({ input: tensor }))
      .then(decodeDetections);
    const pixels = path.join(temp.path, 'pixels.f32');
    writeFileSync(pixels, Buffer.from(tensor.data.buffer as ArrayBuffer));
    const expected = askPython<readonly Expected[]>(command, SCRIPT, { pixels, side: NETWORK_SIDE, network: network.path });
    assert.equal(found.length, 7);
    assert.equal(expected.length, found.length);
    for (const { box, score, points } of expected) {
      const near = found.find(({ x, y }) => Math.hypot(x - (box[0] ?? 0), y - (box[1] ?? 0)) < 0.05);
      assert.ok(near, `no face at ${box}`);
      const own = [near.w, near.h, near.score, ...near.landmarks];
      const its = [box[2] ?? 0, box[3] ?? 0, score, ...points];
      for (const [i, value] of own.entries()) assert.ok(Math.abs(value - (its[i] ?? 0)) < 0.05, `${i}: ${value}, not ${its[i]}`);
    }
  });

  it('keeps the surest of overlapping boxes and refuses outputs of another size', () => {
    const outputs = emptyOutputs();
    put(outputs, { cell: 41, score: 0.9 });
    put(outputs, { cell: 42, score: 0.95 });
    put(outputs, { cell: 200, score: 0.74 });
    const found = decodeDetections(outputs);
    assert.deepEqual(
      found.map(({ score, x, w }) => [score, x, w].map((value) => Math.round(value * 100) / 100)),
      [[0.95, 2 * 32 - 32, 64]],
    );
    assert.throws(() => decodeDetections({ ...outputs, kps_8: { type: 'float32', dims: [1], data: new Float32Array(1) } }), /kps_8/);
  });
});

type Outputs = Record<string, Tensor & { readonly data: Float32Array }>;

function emptyOutputs(): Outputs {
  const entries = [8, 16, 32].flatMap((stride) =>
    Object.entries({ cls: 1, obj: 1, bbox: 4, kps: 10 }).map(([kind, each]) => {
      const count = (NETWORK_SIDE / stride) ** 2 * each;
      return [`${kind}_${stride}`, { type: 'float32' as const, dims: [1, count / each, each], data: new Float32Array(count) }] as const;
    }),
  );
  return Object.fromEntries(entries);
}

/** A face of 64 × 64 px around a cell of the coarsest stride; its centre is the cell's corner. */
function put(outputs: Outputs, { cell, score }: { readonly cell: number; readonly score: number }): void {
  outputs.cls_32?.data.fill(score, cell, cell + 1);
  outputs.obj_32?.data.fill(score, cell, cell + 1);
  outputs.bbox_32?.data.fill(Math.LN2, 4 * cell + 2, 4 * cell + 4);
}
