import assert from 'node:assert/strict';

/** Waits until `look` answers something, and answers it. What the last look threw or answered stands in the error. */
export async function eventually<T>(
  what: string,
  look: () => Promise<T | undefined | false | null> | T | undefined | false | null,
  limitMs = 20_000,
): Promise<T> {
  const deadline = performance.now() + limitMs;
  let last: unknown;
  while (performance.now() < deadline) {
    last = await look();
    if (last !== undefined && last !== false && last !== null) return last as T;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  assert.fail(`${what}: not within ${limitMs} ms (last: ${String(last)})`);
}
