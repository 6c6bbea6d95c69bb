/**
 * Does `each` for every item with at most `lanes` of them under way. The first that rejects ends it when all that run have settled, so
 * that nothing goes on behind the caller's back.
 */
export async function inLanes<T>(items: readonly T[], lanes: number, each: (item: T) => Promise<void>): Promise<void> {
  const left = items.values();
  let failed = false;
  const lane = async (): Promise<void> => {
    for (const item of left) {
      if (failed) return;
      await each(item).catch((error: unknown) => {
        failed = true;
        throw error;
      });
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: Math.min(items.length, lanes) }, lane));
  for (const it of ended) if (it.status === 'rejected') throw it.reason;
}
