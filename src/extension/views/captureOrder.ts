import { type CaptureKey, captureKey, compareCaptures } from '../../core/group/order';
import type { PhotoView } from '../../core/model';
import type { ShootView } from '../../core/reports';

/** Photos whose keys are read before the host gets its turn: a few milliseconds. */
const CHUNK = 2000;

const known = new WeakMap<ShootView, Promise<readonly PhotoView[]>>();

/** Lets other work of the host run. */
export const giveTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** The photos of a view in capture order: sorted once for all trees, in small steps so that the host stays quick. */
export function photosInOrder(view: ShootView): Promise<readonly PhotoView[]> {
  const sorted = known.get(view) ?? sortSlowly(view.photos);
  known.set(view, sorted);
  return sorted;
}

async function sortSlowly(photos: readonly PhotoView[]): Promise<readonly PhotoView[]> {
  const keyed: { readonly photo: PhotoView; readonly key: CaptureKey }[] = [];
  for (const [i, photo] of photos.entries()) {
    if (i > 0 && i % CHUNK === 0) await giveTurn();
    keyed.push({ photo, key: captureKey(photo) });
  }
  await giveTurn();
  return keyed.sort((a, b) => compareCaptures(a.key, b.key)).map(({ photo }) => photo);
}
