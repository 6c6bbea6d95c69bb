/**
 * A stored result carries the version of the stage that made it; a raised number re-runs that stage alone.
 * Raise one when the stage would give another answer for the same bytes.
 */

/** Metadata and the choice of the embedded preview. */
export const INGEST_VERSION = 2;

/** Scores: grey conversion, resampling and every formula in `core/analyze`. */
export const ANALYZE_VERSION = 1;

/** Whole-file BLAKE3; changes only if another hash replaces it. */
export const HASH_VERSION = 1;

/** Pixels of the cached preview and thumb; part of their name, so that old ones are never shown as new. */
export const RENDER_VERSION = 1;

/** The rules that make groups of photos. */
export const GROUP_VERSION = 2;
