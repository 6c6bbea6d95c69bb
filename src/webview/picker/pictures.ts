import type { PickerPair } from '../../protocol/picker';
import type { HostPicture } from '../../protocol/viewer';
import type { FullSizes } from '../viewer/fullSizes';
import type { FullPicture, ViewerPicture } from '../viewer/picture';

interface Made {
  readonly from: HostPicture;
  readonly full: FullPicture | null;
  readonly picture: ViewerPicture;
}

/** Pairs that are remembered: the one that is seen, the next, and the last. */
const MOST_KEPT = 4;

/** Pictures as the viewer gets them: the same objects for the same photos, so that it does not begin anew at each drawing. */
export class Pictures {
  #made = new Map<string, Made>();
  readonly #pairs = new Map<string, readonly ViewerPicture[]>();

  constructor(readonly full: FullSizes) {}

  of(pair: PickerPair | null): readonly ViewerPicture[] {
    if (pair === null) return NONE;
    const pictures = [this.#picture(pair.a), this.#picture(pair.b)];
    const key = JSON.stringify([pair.a.key, pair.b.key]);
    const known = this.#pairs.get(key);
    if (known?.every((it, at) => it === pictures[at])) return known;
    this.#pairs.delete(key);
    this.#pairs.set(key, pictures);
    this.#trim();
    return pictures;
  }

  #trim(): void {
    const [oldest] = this.#pairs.keys();
    if (this.#pairs.size <= MOST_KEPT || oldest === undefined) return;
    this.#pairs.delete(oldest);
    const used = new Set([...this.#pairs.values()].flat());
    this.#made = new Map([...this.#made].filter(([, { picture }]) => used.has(picture)));
  }

  #picture(from: HostPicture): ViewerPicture {
    const full = this.full.get(from.key);
    const known = this.#made.get(from.key);
    if (known !== undefined && known.full === full && isSame(known.from, from)) return known.picture;
    const picture = { ...from, full };
    this.#made.set(from.key, { from, full, picture });
    return picture;
  }
}

const NONE: readonly ViewerPicture[] = [];

/** The host names a photo anew with every step. */
const isSame = (a: HostPicture, b: HostPicture): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);
