import assert from 'node:assert/strict';
import path from 'node:path';
import { findFaces } from '../../../src/core/analyze/faces/faces';
import { eyeOpenness } from '../../../src/core/analyze/faces/openness';
import type { RgbImage } from '../../../src/core/analyze/image';
import type { Place } from '../../../src/core/model';
import { withShutEyes } from '../../support/blink';
import { needYunet, picture, testRuntime } from '../../support/models';
import { needSamples } from '../../support/samples';

const SIZE = 300;

/** Faces on whose eyes the detector's landmarks lie, as one sees: elsewhere the lids cannot be warped over them. Which one: largest first. */
const WARPED = [
  ['astronaut.png', 0],
  ['2008_001322.jpg', 1],
  ['2008_001322.jpg', 2],
] as const;

interface Drawn {
  /** How far the lids are apart, in widths of the eye. */
  readonly opening: number;
  readonly distance?: number;
  /** Degrees. */
  readonly tilt?: number;
  readonly noseAside?: number;
}

/** Two eyes with iris, white and lashes on plain skin, and where they are. */
function drawnEyes({ opening, distance = 100, tilt = 0, noseAside = 0 }: Drawn): { image: RgbImage; landmarks: readonly Place[] } {
  const angle = (tilt * Math.PI) / 180;
  const place = (a: number, b: number) => ({
    x: SIZE / 2 + distance * (a * Math.cos(angle) - b * Math.sin(angle)),
    y: SIZE / 2 + distance * (a * Math.sin(angle) + b * Math.cos(angle)),
  });
  const data = new Uint8Array(3 * SIZE * SIZE);
  for (let y = 0; y < SIZE; y++) {
    for (let x = 0; x < SIZE; x++) {
      const [dx, dy] = [(x - SIZE / 2) / distance, (y - SIZE / 2) / distance];
      const a = dx * Math.cos(angle) + dy * Math.sin(angle);
      const b = -dx * Math.sin(angle) + dy * Math.cos(angle);
      data.fill(shade(Math.abs(a) - 0.5, b, opening), 3 * (y * SIZE + x), 3 * (y * SIZE + x) + 3);
    }
  }
  const landmarks = [place(-0.5, 0), place(0.5, 0), place(noseAside, 0.4)].map(({ x, y }) => ({ x: x / SIZE, y: y / SIZE }));
  return { image: { data, width: SIZE, height: SIZE }, landmarks };
}

/** Grey at a place around an eye of width 0.3: skin, a line of lashes along the upper lid, white, iris. */
function shade(a: number, b: number, opening: number): number {
  if (Math.abs(a) > 0.15) return 170;
  const lid = (0.3 * opening * (1 - (a / 0.15) ** 2)) / 2;
  if (Math.abs(b + lid) < 0.012) return 60;
  if (Math.abs(b) > lid) return 170;
  return Math.hypot(a, b) < 0.06 ? 50 : 230;
}

const openness = (drawn: Drawn): number | null => {
  const { image, landmarks } = drawnEyes(drawn);
  return eyeOpenness(image, { landmarks });
};

describe('how open eyes are', () => {
  it('falls as the lids close, whatever the size of the face and the tilt of the head', () => {
    for (const [distance, tilt] of [
      [100, 0],
      [100, 25],
      [100, -40],
      [45, 10],
      [28, 0],
    ] as const) {
      const [wide, half, shut] = [0.45, 0.2, 0].map((opening) => openness({ opening, distance, tilt }) ?? Number.NaN);
      assert.ok(wide !== undefined && half !== undefined && shut !== undefined);
      assert.ok(wide > half && half > shut && shut < 0.6 * wide, `${distance} px, ${tilt}°: ${wide}, ${half}, ${shut}`);
    }
  });

  it('is not told where eyes are too small, turned away, or without detail', () => {
    assert.notEqual(openness({ opening: 0.4 }), null);
    assert.equal(openness({ opening: 0.4, distance: 18 }), null);
    assert.equal(openness({ opening: 0.4, noseAside: 0.4 }), null);
    const { image, landmarks } = drawnEyes({ opening: 0.4 });
    assert.equal(eyeOpenness({ ...image, data: new Uint8Array(image.data.length).fill(170) }, { landmarks }), null);
    assert.equal(eyeOpenness(image, { landmarks: [] }), null);
  });

  it('falls in photos of people when their lids are warped shut (real faces)', async function () {
    const samples = path.join(needSamples(this), 'faces');
    const session = await (await testRuntime()).open(needYunet(this));
    const changes: number[] = [];
    for (const [name, which] of WARPED) {
      const image = await picture(path.join(samples, name));
      const face = (await findFaces(image, session))[which];
      assert.ok(face?.open);
      changes.push((eyeOpenness(withShutEyes(image, face), face) ?? Number.NaN) / face.open);
    }
    console.log(`      shut against open: ${changes.map((it) => it.toFixed(2)).join(', ')}`);
    assert.ok(
      changes.every((it) => it < 0.8),
      `${changes}`,
    );
  });
});
