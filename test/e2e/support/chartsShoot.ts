import { groupPhotos } from '../../../src/core/group/group';
import { DEFAULT_RECIPE, type Decision, type Photo, type Recipe } from '../../../src/core/model';
import type { ShootView } from '../../../src/core/reports';
import { buildView } from '../../../src/core/select/view';
import { seeded } from '../../unit/group/photoBuilder';
import { randomShoot } from '../../unit/group/randomShoot';

/** Photos with scores as cameras give them: sharpness over decades, most well exposed, some not; three bodies. */
export function chartsPhotos(seed: number, count: number): readonly Photo[] {
  const random = seeded(seed);
  const bodies = ['NIKON Z 8', 'Canon EOS R5', 'Apple iPhone XR'].map((model) => ({ make: null, model, serial: null }));
  let body = 0;
  return randomShoot(seed, count).map((photo, i): Photo => {
    if (photo.scores === null || photo.metadata === null) return photo;
    if (i % 40 === 0) body = Math.floor(random() * bodies.length);
    const sharpness = 10 ** (0.3 + 3 * random() ** 0.7);
    const exposure = Math.min(1, 1 - random() ** 2 * 0.9);
    return { ...photo, metadata: { ...photo.metadata, ...bodies[body] }, scores: { ...photo.scores, sharpness, exposure } };
  });
}

export function chartsView(photos: readonly Photo[], recipe: Recipe | null, decided: ReadonlyMap<string, Decision> = new Map()): ShootView {
  const groups = groupPhotos(photos, recipe ?? DEFAULT_RECIPE);
  return buildView({ root: '/shoots/demo', cacheDir: '/shoots/demo/.qrate/cache', photos, groups, decisions: decided, recipe });
}
