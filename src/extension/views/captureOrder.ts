import { captureOrderSteps } from '../../core/group/order';
import type { PhotoView } from '../../core/model';
import { paced } from '../../core/pace';
import type { ShootView } from '../../core/reports';

const known = new WeakMap<ShootView, Promise<readonly PhotoView[]>>();

/** The photos of a view in capture order: sorted once for all trees, in small steps so that the host stays quick. */
export function photosInOrder(view: ShootView): Promise<readonly PhotoView[]> {
  const sorted = known.get(view) ?? paced(captureOrderSteps(view.photos));
  known.set(view, sorted);
  return sorted;
}
