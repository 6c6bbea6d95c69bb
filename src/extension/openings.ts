/** One opening at a time for each key: who asks again before it is there gets the same one, and not a second panel. */
export class Openings {
  readonly #underWay = new Map<string, Promise<void>>();

  once(key: string, open: () => Promise<void>): Promise<void> {
    const underWay = this.#underWay.get(key) ?? open().finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, underWay);
    return underWay;
  }
}
