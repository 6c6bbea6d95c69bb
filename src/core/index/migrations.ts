/**
 * How the index came to its present shape: step n leads from `user_version` n to n + 1. Steps that were released are never
 * edited; a change of the schema is a new step. What a step cannot carry over is computed again by the next indexing.
 */
export const MIGRATIONS: readonly string[] = [
  // Metadata that no query asks for is JSON in `facts`, so that a new fact needs no step.
  `
  CREATE TABLE photo (
    path TEXT NOT NULL PRIMARY KEY,
    size INTEGER NOT NULL,
    mtime_ms REAL NOT NULL,
    companions TEXT NOT NULL,
    format TEXT,
    hash_blake3 TEXT,
    hash_perceptual TEXT,
    exif_timestamp TEXT,
    exif_iso REAL,
    exif_shutter REAL,
    exif_aperture REAL,
    exif_focal_length REAL,
    facts TEXT,
    preview_content_id TEXT,
    preview_source TEXT,
    preview_width INTEGER,
    preview_height INTEGER,
    sharpness REAL,
    exposure_score REAL,
    clipped_shadows REAL,
    clipped_highlights REAL,
    noise_estimate REAL,
    failure_stage TEXT,
    failure_code TEXT,
    failure_detail TEXT,
    ingest_version INTEGER NOT NULL,
    analyze_version INTEGER NOT NULL,
    hash_version INTEGER NOT NULL
  );
  CREATE TABLE burst_group (
    group_id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    best_path TEXT
  ) WITHOUT ROWID;
  CREATE TABLE group_member (
    group_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    path TEXT NOT NULL,
    PRIMARY KEY (group_id, position)
  ) WITHOUT ROWID;
  CREATE INDEX group_member_path ON group_member (path);
  CREATE TABLE selection (
    path TEXT NOT NULL PRIMARY KEY,
    verdict TEXT NOT NULL,
    rank INTEGER NOT NULL,
    reason TEXT NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE meta (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
  ) WITHOUT ROWID;
  `,
  // What networks found, by the content of the preview, so that it outlives a rename.
  `
  CREATE TABLE face (
    content_id TEXT NOT NULL PRIMARY KEY,
    model TEXT NOT NULL,
    version INTEGER NOT NULL,
    faces TEXT NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE model_failure (
    content_id TEXT NOT NULL,
    model TEXT NOT NULL,
    version INTEGER NOT NULL,
    code TEXT NOT NULL,
    detail TEXT NOT NULL,
    PRIMARY KEY (content_id, model)
  ) WITHOUT ROWID;
  `,
];
