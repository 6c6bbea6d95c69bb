import os from 'node:os';

/** How much longer than on an idle machine something may take: 1, or the length of the queue for the processors where more waits than they can do. */
export const crowd = (): number => Math.max(1, (os.loadavg()[0] ?? 0) / os.availableParallelism() / 2);
