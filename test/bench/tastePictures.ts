import { readdirSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { analyzePicture } from '../../src/core/analyze/analyze';
import { decode } from '../../src/core/analyze/decode';
import { renderPicture, THUMB_LONG_SIDE } from '../../src/core/analyze/render';
import { classicVector } from '../../src/core/analyze/vectors/classic/classic';
import { ingestPhoto } from '../../src/core/ingest/ingest';
import type { Metadata, PhotoView } from '../../src/core/model';
import { makeShoot } from '../fixtures/shoot';
import { photoView } from '../support/photoViews';
import { samplesDir } from '../support/samples';

/** The pictures of `npm run bench:taste`: public photos, where samples are here, and painted ones. */

/** A picture: its technical scores with what its camera wrote, and its numbers. */
export interface Seen {
  readonly view: PhotoView;
  readonly vector: Float32Array;
  /** Pictures of one source are as good as one. */
  readonly source: string;
}

export async function benchPictures(): Promise<readonly Seen[]> {
  return [...(await publicPhotos()), ...(await paintedPhotos())];
}

/** Every JPEG of the samples that is large enough to be looked at. */
async function publicPhotos(): Promise<readonly Seen[]> {
  if (samplesDir === null) {
    console.log('No samples are here: painted pictures alone.');
    return [];
  }
  const seen: Seen[] = [];
  for (const folder of ['corpus_cc0', 'bursts', 'jpeg_exif', 'faces', 'neardup']) {
    const files = readdirSync(path.join(samplesDir, folder), { recursive: true, encoding: 'utf8' }).filter((it) => /\.jpe?g$/i.test(it));
    for (const file of files.sort()) seen.push(...(await framings(path.join(samplesDir, folder, file), sourceOf(folder, file))));
  }
  return seen;
}

/** Frames of one burst and look-alikes are one subject. */
const sourceOf = (folder: string, file: string): string =>
  folder === 'corpus_cc0' || folder === 'jpeg_exif' ? file : `${folder}/${path.dirname(file)}`;

/** The whole picture, and two parts of it, as a photographer might have framed it. */
async function framings(file: string, source: string): Promise<readonly Seen[]> {
  try {
    const image = await sharp(file)
      .rotate()
      .resize(1440, 1440, { fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .jpeg({ quality: 90 })
      .toBuffer({ resolveWithObject: true });
    const { width, height } = image.info;
    if (Math.min(width, height) < 240) return [];
    const part = (left: number, top: number) =>
      sharp(image.data)
        .extract({
          left: Math.floor(left * width),
          top: Math.floor(top * height),
          width: Math.floor(width * 0.6),
          height: Math.floor(height * 0.6),
        })
        .jpeg({ quality: 90 })
        .toBuffer();
    const pictures = [image.data, await part(0, 0), await part(0.4, 0.3)];
    const metadata = await metadataOf(file);
    return await Promise.all(
      pictures.map(async (bytes, at) => ({ ...(await look(bytes, `${source}#${path.basename(file)}#${at}`, metadata)), source })),
    );
  } catch {
    // A sample that is broken on purpose.
    return [];
  }
}

/** The demo's photos, small: the same scenes that its shoot shows. */
async function paintedPhotos(): Promise<readonly Seen[]> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'qrate-bench-taste-'));
  try {
    const { photos } = await makeShoot(folder, { seed: 1, size: { width: 720, height: 480 } });
    const seen: Seen[] = [];
    for (const { path: file, group } of photos.filter((it) => /\.jpe?g$/i.test(it.path))) {
      const [whole] = await framings(path.join(folder, file), `painted/${group ?? file}`);
      if (whole !== undefined) seen.push(whole);
    }
    return seen;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function metadataOf(file: string): Promise<Metadata> {
  const { size, mtimeMs } = await stat(file);
  return (await ingestPhoto(path.dirname(file), { path: path.basename(file), size, mtimeMs, companions: [] })).metadata;
}

async function look(bytes: Buffer, name: string, metadata: Metadata): Promise<Omit<Seen, 'source'>> {
  const { image } = await renderPicture({ bytes, orientation: 1 });
  const thumb = await decode({ bytes, orientation: 1, longSide: THUMB_LONG_SIDE, exactFrom: THUMB_LONG_SIDE });
  const preview = { source: 'file', width: image.width, height: image.height, contentId: '0'.repeat(32) } as const;
  return { view: photoView(name, null, { scores: analyzePicture(image, null), metadata, preview }), vector: classicVector(thumb.image) };
}
