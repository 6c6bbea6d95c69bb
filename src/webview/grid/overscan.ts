/** Lines this far beyond what is seen are there already, in pixels. */
const REACH = 480;
/** How often pictures are looked at, in milliseconds, and how many times at most. */
const LOOK_AGAIN = 100;
const LOOKS = 10;

/**
 * How far beyond what is seen lines are drawn. Where everything in sight is new, nothing: what lies around would keep its pictures waiting.
 * It follows when they are there.
 */
export class Overscan {
  #pixels = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `pictures`: those that are drawn now. `widen` draws again. */
  constructor(
    private readonly pictures: () => readonly HTMLImageElement[],
    private readonly widen: () => void,
  ) {}

  get pixels(): number {
    return this.#pixels;
  }

  /** Everything in sight is new. */
  restart(): void {
    this.stop();
    this.#pixels = 0;
    this.#wait(LOOKS, false);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #wait(looks: number, wasThere: boolean): void {
    this.#timer = setTimeout(() => {
      const isThere = this.pictures().every((it) => it.complete);
      // Once more after they came, so that they are painted and nobody has jumped on.
      if (looks > 1 && !(isThere && wasThere)) {
        this.#wait(looks - 1, isThere);
        return;
      }
      this.#pixels = REACH;
      this.widen();
    }, LOOK_AGAIN);
  }
}
