import type { Group, Metadata, PhotoView } from '../../src/core/model';
import type { ShootView } from '../../src/core/reports';

const NO_METADATA: Metadata = {
  timestamp: null,
  iso: null,
  shutter: null,
  aperture: null,
  focalLength: null,
  make: null,
  model: null,
  serial: null,
  lens: null,
  orientation: null,
  width: null,
  height: null,
  exposureBias: null,
  exposureMode: null,
  burstId: null,
  rating: null,
  label: null,
};

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
