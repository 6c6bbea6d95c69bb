import { mkdtemp, realpath, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { resolveStore, type StoreLocation } from '../../../src/core/index/location';
import type { IndexedPhoto } from '../../../src/core/index/rows';
import { IndexStore } from '../../../src/core/index/store';
import type { Metadata } from '../../../src/core/model';
import { repoRoot } from '../../support/samples';

export const sqlWasm = path.join(repoRoot, 'node_modules/sql.js/dist/sql-wasm.wasm');

/** Where a child script of these tests lies after the build. */
export const childScript = (name: string): string => path.join(repoRoot, 'out/test/unit/index/children', `${name}.js`);

/** A folder of its own for each test of the calling suite, removed afterwards. Real path: macOS links its temp folder. */
export function useTempDir(): () => string {
  let dir = '';
  beforeEach(async () => {
    dir = await realpath(await mkdtemp(path.join(os.tmpdir(), 'qrate-index-')));
  });
  afterEach(() => rm(dir, { recursive: true, force: true }));
  return () => dir;
}

export const locate = (root: string): Promise<StoreLocation> =>
  resolveStore(root, { mode: 'shoot', userDataDir: path.join(root, '..', 'unused') });

export const silent = (): void => undefined;

export const openStore = (
  location: StoreLocation,
  { readOnly = false, log = silent as (message: string) => void } = {},
): Promise<IndexStore> => IndexStore.open(location, { sqlWasm, log, readOnly });

export const metadata: Metadata = {
  timestamp: '2026-05-17T14:03:21.540+02:00',
  iso: 400,
  shutter: 1 / 250,
  aperture: 2.8,
  focalLength: 85,
  focalLength35: 85,
  make: 'NIKON CORPORATION',
  model: 'NIKON Z 6',
  serial: '6012345',
  lens: 'NIKKOR Z 85mm f/1.8 S',
  orientation: 1,
  width: 6048,
  height: 4024,
  exposureBias: -1 / 3,
  exposureMode: 0,
  exposureProgram: 3,
  flash: { fired: true, code: 31 },
  gps: { latitude: -33.856784, longitude: 151.215297, altitude: null },
  burstId: null,
  drive: { mode: 'continuous', sequenceNumber: 3, shotCount: 5321, bracketValue: -1 / 3 },
  rating: null,
  label: null,
};

/** A photo with everything known; `number` makes it its own. */
export function samplePhoto(number: number, changes: Partial<IndexedPhoto> = {}): IndexedPhoto {
  const hex = number.toString(16);
  return {
    path: `day 1/DSC_${String(number).padStart(5, '0')}.NEF`,
    size: 25_000_000 + number,
    mtimeMs: 1_779_026_601_123.456 + number,
    companions: [{ path: `day 1/DSC_${String(number).padStart(5, '0')}.JPG`, size: 8_000_000, mtimeMs: 1_779_026_601_120.25 }],
    format: 'raw',
    metadata,
    preview: { source: 'embedded', width: 2048, height: 1363, contentId: hex.padStart(32, '0') },
    scores: { sharpness: 213.7, exposure: 0.81, clippedShadows: 0.01, clippedHighlights: 0.002, noise: 0.12, phash: hex.padStart(16, '0') },
    hash: hex.padStart(64, '0'),
    failure: null,
    versions: { ingest: 1, analyze: 1, hash: 1 },
    ...changes,
  };
}
