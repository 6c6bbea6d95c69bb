import { QrateError } from '../errors';
import { type DownloadOptions, download } from './download';
import type { ModelStatus, ModelStore } from './modelStore';
import { claimPart, releasePart, sweepParts } from './partFile';
import { type ModelFileSpec, type ModelSpec, modelBytes } from './registry';

/** How far the download of a model is, in bytes. */
export interface ModelProgress {
  readonly id: string;
  readonly file: string;
  readonly done: number;
  readonly total: number;
}

export interface GetOptions extends Omit<DownloadOptions, 'onBytes'> {
  readonly onProgress?: ((progress: ModelProgress) => void) | undefined;
  /** Base address from which `<id>/<file>` is fetched instead of the public place; `null` = none. */
  readonly mirror?: string | null | undefined;
}

/**
 * Downloads what is missing or damaged of a model, checks it and makes it usable. Only to be called when the person said yes. Several
 * at once, in any number of processes, do each other no harm. Rejects as `download` does; what came in so far stays.
 */
export async function getModel(store: ModelStore, id: string, options: GetOptions = {}): Promise<ModelStatus> {
  // Whoever asks for a model may have been told that it was changed, which a date need not show.
  const { spec, wanting } = await store.status(id, { reread: true });
  const urls = new Map(spec.files.map((file) => [file.name, addressOf(spec, file, options.mirror ?? null)]));
  await store.prepare(id);
  const total = modelBytes(spec);
  let done = 0;
  for (const file of spec.files) {
    const onBytes = (bytes: number) => options.onProgress?.({ id, file: file.name, done: done + bytes, total });
    const url = urls.get(file.name);
    if (wanting.includes(file.name) && url !== undefined) await getFile(store, { id, file, url }, { ...options, onBytes });
    done += file.bytes;
  }
  return store.status(id);
}

interface Wanted {
  readonly id: string;
  readonly file: ModelFileSpec;
  readonly url: string;
}

async function getFile(store: ModelStore, { id, file, url }: Wanted, options: DownloadOptions): Promise<void> {
  const target = store.pathOf(id, file.name);
  const part = await claimPart(target);
  try {
    await download({ url, bytes: file.bytes, sha256: file.sha256 }, part, options);
    await store.adopt(id, file, part);
  } finally {
    releasePart(part);
  }
  await sweepParts(target);
}

/** Where a file of a model is fetched from. Throws QrateError('models') where it can be had from a folder or a mirror only. */
export function addressOf(spec: ModelSpec, file: ModelFileSpec, mirror: string | null): string {
  if (mirror !== null) return new URL(`${spec.id}/${file.name}`, checkedMirror(mirror)).href;
  if (file.url !== null) return file.url;
  throw new QrateError(
    'models',
    `No public address of ${file.name} is known. Install ${spec.id} from a folder that has it (qrate models add DIR), or from a mirror.`,
  );
}

/** The mirror's address with a slash at its end. Throws QrateError('bad-settings'). */
export function checkedMirror(mirror: string): string {
  const url = URL.canParse(mirror) ? new URL(mirror) : null;
  // fetch refuses names and passwords in addresses.
  if (url === null || !['http:', 'https:'].includes(url.protocol) || url.username !== '' || url.password !== '')
    throw new QrateError('bad-settings', `The mirror ${JSON.stringify(mirror)} must be an address such as https://example.org/models/.`);
  return `${url.origin}${url.pathname.replace(/\/*$/, '/')}`;
}
