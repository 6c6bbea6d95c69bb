import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { findFaces } from '../../../src/core/analyze/faces/faces';
import type { RgbImage } from '../../../src/core/analyze/image';
import type { Face } from '../../../src/core/model';
import type { ModelSession } from '../../../src/core/models/inference';
import { needYunet, picture, testRuntime } from '../../support/models';
import { needSamples } from '../../support/samples';

interface Square {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** Boxes in pixels as dlib's authors drew them; of the others what is to be seen. */
const OTHERS: Readonly<Record<string, number>> = { 'astronaut.png': 1, 'portrait.jpg': 2, 'portrait-orientation-6.jpg': 2, 'dogs.jpg': 0 };
const FACE_FREE = ['corpus_cc0', 'neardup', 'blur', 'bursts'];

function drawnBoxes(folder: string): ReadonlyMap<string, readonly Square[]> {
  const found = new Map<string, readonly Square[]>();
  for (const name of ['training.xml', 'testing.xml']) {
    for (const [, file = '', boxes = ''] of readFileSync(path.join(folder, name), 'utf8').matchAll(
      /<image file='([^']+)'[^>]*>(.*?)<\/image>/gs,
    )) {
      const squares = [...boxes.matchAll(/top='(\d+)' left='(\d+)' width='(\d+)' height='(\d+)'/g)];
      if (existsSync(path.join(folder, file)))
        found.set(
          file,
          squares.map(([, y, x, w, h]) => ({ x: Number(x), y: Number(y), w: Number(w), h: Number(h) })),
        );
    }
  }
  return found;
}

const holds = ({ box }: Face, { width, height }: RgbImage, { x, y, w, h }: Square): boolean => {
  const [atX, atY] = [(x + w / 2) / width, (y + h / 2) / height];
  return atX > box.x && atX < box.x + box.w && atY > box.y && atY < box.y + box.h;
};

describe('faces in photos', () => {
  let session: ModelSession;

  before(async function () {
    session = await (await testRuntime()).open(needYunet(this));
  });

  it('are found where people drew them, each once', async function () {
    const folder = path.join(needSamples(this), 'faces');
    const count = { faces: 0, found: 0, missed: 0, false: 0 };
    for (const [file, squares] of drawnBoxes(folder)) {
      const image = await picture(path.join(folder, file));
      const faces = await findFaces(image, session);
      const found = squares.filter((square) => faces.some((face) => holds(face, image, square))).length;
      add(count, { faces: squares.length, found, false: faces.length - found });
    }
    for (const [file, faces] of Object.entries(OTHERS)) {
      const image = await picture(path.join(folder, file), file.includes('orientation-6') ? 6 : 1);
      const found = (await findFaces(image, session)).length;
      add(count, { faces, found: Math.min(faces, found), false: Math.max(0, found - faces) });
    }
    console.log(`      of ${count.faces} faces: ${count.found} found, ${count.missed} missed; ${count.false} false (a dog’s)`);
    assert.deepEqual(count, { faces: 28, found: 28, missed: 0, false: 1 });
  });

  it('are not found in photos without any', async function () {
    const samples = needSamples(this);
    let [photos, found] = [0, 0];
    for (const folder of FACE_FREE) {
      // Every second one: the frames of a burst are alike.
      for (const file of pictures(path.join(samples, folder)).filter((_, i) => i % 2 === 0)) {
        photos += 1;
        found += (await findFaces(await picture(file), session)).length;
      }
    }
    console.log(`      of ${photos} photos without faces: ${found} false`);
    assert.ok(photos >= 50);
    assert.equal(found, 0);
  });

  it('are the same for the same pixels, and measured: soft when blurred, eyes apart', async function () {
    const image = await picture(path.join(needSamples(this), 'faces', 'astronaut.png'));
    const [face, ...others] = await findFaces(image, session);
    assert.deepEqual(others, []);
    assert.deepEqual((await findFaces(image, session))[0], face);
    assert.ok(face?.eyes && face.eyes > face.sharpness, 'eyes hold more detail than skin');
    const [blurred] = await findFaces(blur(image), session);
    assert.ok(blurred?.eyes, 'still a face with eyes');
    assert.ok(blurred.eyes < face.eyes / 4 && blurred.sharpness < face.sharpness / 4, `${blurred.eyes} of ${face.eyes}`);
    const [right, left, nose] = face.landmarks;
    assert.ok(right && left && nose && right.x < left.x && nose.y > right.y, 'eyes above the nose, the right one on the left');
  });
});

function add(
  count: { faces: number; found: number; missed: number; false: number },
  more: { faces: number; found: number; false: number },
) {
  count.faces += more.faces;
  count.found += more.found;
  count.missed += more.faces - more.found;
  count.false += more.false;
}

const pictures = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?<!_corrupt)\.(jpe?g|png)$/i.test(name))
    .sort()
    .map((name) => path.join(folder, name));

/** The mean of 5 × 5 neighbours. */
function blur({ data, width, height }: RgbImage): RgbImage {
  const out = new Uint8Array(data);
  for (let y = 2; y < height - 2; y++) {
    for (let x = 2; x < width - 2; x++) {
      for (let channel = 0; channel < 3; channel++) {
        let sum = 0;
        for (let dy = -2; dy <= 2; dy++) for (let dx = -2; dx <= 2; dx++) sum += data[3 * ((y + dy) * width + x + dx) + channel] ?? 0;
        out[3 * (y * width + x) + channel] = sum / 25;
      }
    }
  }
  return { data: out, width, height };
}
