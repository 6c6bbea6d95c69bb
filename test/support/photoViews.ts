import { type Group, NO_METADATA, type PhotoView } from '../../src/core/model';
import type { ShootView } from '../../src/core/reports';

/** A photo as views get it, with what the test says and nothing else. */
export const photoView = (path: string, timestamp: string | null, rest: Partial<PhotoView> = {}): PhotoView => ({
  path,
  size: 1,
  mtimeMs: 1,
  companions: [],
  format: 'jpeg',
  metadata: { ...NO_METADATA, timestamp },
  preview: null,
  scores: null,
  hash: null,
  failure: null,
  group: null,
  bestPath: null,
  suggestion: null,
  decision: null,
  ...rest,
});

export const burst = (id: string, ...members: readonly string[]): Group => ({ id, kind: 'burst', members });

/** A shoot at `/shoot` of these photos. */
export const shootView = (...photos: readonly PhotoView[]): ShootView => ({
  root: '/shoot',
  photos,
  groups: [],
  recipe: null,
  cacheDir: '/shoot/.qrate/cache',
});
