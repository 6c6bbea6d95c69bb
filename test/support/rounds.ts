/** How often a test repeats itself: `all` times where QRATE_THOROUGH=1 (`npm run test:thorough`), else `usual` times, to be quick. */
export const rounds = (all: number, usual: number): number => (process.env.QRATE_THOROUGH === '1' ? all : usual);
