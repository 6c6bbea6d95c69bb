import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { StoreLocation } from '../../../src/core/index/location';
import type { IndexedPhoto } from '../../../src/core/index/rows';
import type { Photo } from '../../../src/core/model';
import { Shoot } from '../../../src/core/shoot';
import type { Services } from '../../../src/core/shootApi';
import { ANALYZE_VERSION, HASH_VERSION, INGEST_VERSION } from '../../../src/core/stageVersions';
import { locate, openStore, silent, sqlWasm } from '../index/fixtures';

const versions = { ingest: INGEST_VERSION, analyze: ANALYZE_VERSION, hash: HASH_VERSION };

/** A folder with an index of these photos and nothing else: no file of theirs exists. Groups are made by whoever reads it. */
export async function storedShoot(root: string, photos: readonly Photo[]): Promise<StoreLocation> {
  await mkdir(root, { recursive: true });
  const location = await locate(root);
  const store = await openStore(location);
  store.upsertPhotos(photos.map((photo): IndexedPhoto => ({ ...photo, versions })));
  await store.save();
  await store.close();
  return location;
}

/** The shoot as a process of its own would open it. */
export function openShoot(root: string, services: Partial<Services> = {}): Promise<Shoot> {
  const all: Services = {
    workers: () => {
      throw new Error('no test of this suite decodes');
    },
    sqlWasm,
    userDataDir: path.join(root, '..', 'unused'),
    clock: { now: () => new Date('2026-05-17T12:00:00Z') },
    log: silent,
    ...services,
  };
  return Shoot.open(root, all, { ignore: [], storage: 'shoot', cacheMaxBytes: 1e9 });
}
