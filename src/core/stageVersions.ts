/**
 * A stored result carries the version of the stage that made it; a raised number re-runs that stage alone.
 * Raise one when the stage would give another answer for the same bytes.
 */

/** Metadata, the choice of the picture and its decoding. */
export const INGEST_VERSION = 3;

/** Scores: grey conversion, resampling and every formula in `core/analyze`. */
export const ANALYZE_VERSION = 1;

/** Whole-file BLAKE3; changes only if another hash replaces it. */
export const HASH_VERSION = 1;

/** What is found and measured of faces, besides the network itself, whose id is kept beside them. */
export const FACES_VERSION = 2;

/** How a picture is made ready for a network that describes it; what a network could not describe is tried again with the next. */
export const VECTORS_VERSION = 1;

/** Pixels of the cached preview and thumb; part of their name, so that old ones are never shown as new. */
export const RENDER_VERSION = 1;

/** The rules that make groups of photos. */
export const GROUP_VERSION = 2;
