import type { Face, Faces } from '../model';
import type { Database, SqlValue } from './database';

/**
 * What networks found, by the content of the preview they looked at: a renamed photo, or one that is read again, keeps it.
 * `face` holds faces, `model_failure` what a network could not look at, so that it is not tried again at every indexing.
 */

export interface FacesRow {
  readonly contentId: string;
  readonly faces: Faces;
  /** FACES_VERSION at that time. */
  readonly version: number;
}

export interface ModelFailureRow {
  readonly contentId: string;
  readonly model: string;
  readonly version: number;
  readonly code: string;
  readonly detail: string;
}

/** Which result of which algorithm. */
export interface ModelVersion {
  readonly model: string;
  readonly version: number;
}

export function putFaces(database: Database, rows: readonly FacesRow[]): void {
  const cells = rows.map(({ contentId, faces, version }): SqlValue[] => [contentId, faces.model, version, facesText(faces.faces)]);
  database.runMany('INSERT OR REPLACE INTO face (content_id, model, version, faces) VALUES (?, ?, ?, ?)', cells);
}

export function putFailures(database: Database, rows: readonly ModelFailureRow[]): void {
  const cells = rows.map(({ contentId, model, version, code, detail }): SqlValue[] => [contentId, model, version, code, detail]);
  database.runMany('INSERT OR REPLACE INTO model_failure (content_id, model, version, code, detail) VALUES (?, ?, ?, ?, ?)', cells);
}

/** Content ids that this very algorithm has looked at for faces. */
export const lookedAt = (database: Database, { model, version }: ModelVersion): ReadonlySet<string> =>
  new Set(database.all('SELECT content_id FROM face WHERE model = ? AND version = ?', ([id]) => String(id), [model, version]));

/** Content ids that this very algorithm could not look at. */
export const failedAt = (database: Database, { model, version }: ModelVersion): ReadonlySet<string> =>
  new Set(database.all('SELECT content_id FROM model_failure WHERE model = ? AND version = ?', ([id]) => String(id), [model, version]));

/** Forgets what belongs to no photo any more. Answers how many rows that were. */
export function forgetStrays(database: Database): number {
  const strays = 'content_id NOT IN (SELECT preview_content_id FROM photo WHERE preview_content_id IS NOT NULL)';
  const count = database.number(
    `SELECT (SELECT count(*) FROM face WHERE ${strays}) + (SELECT count(*) FROM model_failure WHERE ${strays})`,
  );
  if (count > 0) database.run(`DELETE FROM face WHERE ${strays}; DELETE FROM model_failure WHERE ${strays};`);
  return count;
}

/** `[[x, y, w, h, score, sharpness, eyes, x and y of each landmark …, openness], …]`: short, since every photo of a wedding has some. */
const facesText = (faces: readonly Face[]): string =>
  JSON.stringify(
    faces.map(({ box, landmarks, score, sharpness, eyes, open }) => [
      box.x,
      box.y,
      box.w,
      box.h,
      score,
      sharpness,
      eyes,
      ...landmarks.flatMap(({ x, y }) => [x, y]),
      open,
    ]),
  );

type FaceCells = readonly [
  x: number,
  y: number,
  w: number,
  h: number,
  score: number,
  sharpness: number,
  eyes: number | null,
  ...rest: (number | null)[],
];

/** What `putFaces` wrote; faces of version 1 end with their landmarks. The index is trusted here: its checksum was right. */
export function readFaces(model: string, text: string): Faces {
  const faces = (JSON.parse(text) as readonly FaceCells[]).map(([x, y, w, h, score, sharpness, eyes, ...rest]): Face => {
    const points = Math.floor(rest.length / 2);
    const landmarks = Array.from({ length: points }, (_, i) => ({ x: rest[2 * i] ?? 0, y: rest[2 * i + 1] ?? 0 }));
    return { box: { x, y, w, h }, landmarks, score, sharpness, eyes, open: rest[2 * points] ?? null };
  });
  return { model, faces };
}
