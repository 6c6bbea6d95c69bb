import { mkdir } from 'node:fs/promises';
import sharp from 'sharp';
import { resolveStore, type StoreLocation } from '../../src/core/index/location';
import type { IndexedPhoto } from '../../src/core/index/rows';
import { IndexStore } from '../../src/core/index/store';
import { DEFAULT_RECIPE, NO_METADATA } from '../../src/core/model';
import { storePreview } from '../../src/core/previewCache';
import { Shoot } from '../../src/core/shoot';
import type { Services } from '../../src/core/shootApi';
import { ANALYZE_VERSION, HASH_VERSION, INGEST_VERSION } from '../../src/core/stageVersions';

const versions = { ingest: INGEST_VERSION, analyze: ANALYZE_VERSION, hash: HASH_VERSION };
/** Different pictures of the shoot; all photos share them, so that 100,000 photos fit on a disk. */
const PICTURES = 96;
/** Frames of a burst, again and again: most of a shoot is bursts, with singles in between. */
const BURSTS = [1, 3, 8, 1, 12, 5, 1, 20, 2, 7];
const CAMERAS = [
  { make: 'NIKON CORPORATION', model: 'NIKON Z 8', serial: '3001', lens: 'NIKKOR Z 24-70mm f/2.8 S' },
  { make: 'Canon', model: 'Canon EOS R5', serial: '4002', lens: 'RF70-200mm F2.8 L IS USM' },
];

/** A shoot of `count` photos that were indexed, grouped and culled, with thumbs and previews but without a single file of its own. */
export async function makeGridShoot(root: string, count: number, services: Services): Promise<StoreLocation> {
  await mkdir(root, { recursive: true });
  const location = await resolveStore(root, { mode: 'shoot', userDataDir: services.userDataDir });
  const pictures = await storePictures(location.cacheDir);
  const store = await IndexStore.open(location, { ...services, readOnly: false });
  store.upsertPhotos(indexedPhotos(count, pictures));
  await store.save();
  await store.close();
  const shoot = await Shoot.open(root, services, { ignore: [], storage: 'shoot', cacheMaxBytes: 1e10 });
  await shoot.cull(DEFAULT_RECIPE);
  return location;
}

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');

async function storePictures(cacheDir: string): Promise<readonly string[]> {
  const ids = Array.from({ length: PICTURES }, (_, n) => hex((n * 37) % 256, 2) + hex(n, 30));
  for (const [n, id] of ids.entries()) {
    const colour = { r: (n * 53) % 256, g: (n * 97) % 256, b: (n * 193) % 256 };
    const picture = sharp({
      create: { width: 1536, height: 1024, channels: 3, background: colour, noise: { type: 'gaussian', mean: 110, sigma: 40 } },
    });
    const preview = await picture.jpeg({ quality: 70 }).toBuffer();
    await storePreview(cacheDir, id, { preview, thumb: await sharp(preview).resize(320).jpeg().toBuffer() });
  }
  return ids;
}

function indexedPhotos(count: number, pictures: readonly string[]): IndexedPhoto[] {
  const photos: IndexedPhoto[] = [];
  let seconds = Date.UTC(2026, 4, 1, 8) / 1000;
  for (let burst = 0; photos.length < count; burst++) {
    const size = Math.min(BURSTS[burst % BURSTS.length] ?? 1, count - photos.length);
    // Five seconds between bursts, a night after every two thousand photos.
    seconds += photos.length % 2000 < 20 && photos.length > 20 ? 40_000 : 5;
    for (let frame = 0; frame < size; frame++)
      photos.push(indexedPhoto({ number: photos.length, burst, seconds: seconds + frame * 0.1, pictures }));
    seconds += size * 0.1;
  }
  return photos;
}

interface Shot {
  readonly number: number;
  readonly burst: number;
  readonly seconds: number;
  readonly pictures: readonly string[];
}

function indexedPhoto({ number, burst, seconds, pictures }: Shot): IndexedPhoto {
  const contentId = pictures[number % pictures.length] ?? '';
  // A different look per burst: bits of a multiplied counter differ in about half of their places.
  const phash = hex(Math.imul(burst + 1, 0x9e3779b1) >>> 0, 8) + hex(Math.imul(burst + 7, 0x85ebca6b) >>> 0, 8);
  return {
    path: `card ${Math.floor(number / 1000) + 1}/DSC_${String(number).padStart(6, '0')}.NEF`,
    size: 25_000_000 + number,
    mtimeMs: 1,
    companions: [],
    format: 'raw',
    metadata: {
      ...NO_METADATA,
      ...(CAMERAS[Math.floor(burst / 40) % CAMERAS.length] ?? {}),
      timestamp: new Date(Math.round(seconds * 1000)).toISOString().slice(0, 23),
      iso: 100 * 2 ** (burst % 6),
      shutter: 1 / 500,
      aperture: 2.8,
      focalLength: 24 + (burst % 46),
      orientation: 1,
      width: 8256,
      height: 5504,
    },
    preview: { source: 'embedded', width: 1536, height: 1024, contentId },
    scores: {
      sharpness: 40 + ((number * 7919) % 500),
      exposure: ((number * 31) % 100) / 100,
      clippedShadows: 0.01,
      clippedHighlights: 0.002,
      noise: 0.2,
      phash,
    },
    hash: hex(number, 64),
    failure: null,
    versions,
  };
}
