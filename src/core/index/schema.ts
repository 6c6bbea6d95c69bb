import type { Database } from './database';
import { MIGRATIONS } from './migrations';
import { PHOTO_COLUMNS } from './rows';

/** `qrat` in SQLite's header: the file is ours. */
export const APPLICATION_ID = 0x71726174;
/** `PRAGMA user_version` of an index that this qrate writes: the number of migrations. */
export const SCHEMA_VERSION = MIGRATIONS.length;

/** Columns that this qrate reads and writes, by table. */
const TABLES: Readonly<Record<string, readonly string[]>> = {
  photo: PHOTO_COLUMNS,
  burst_group: ['group_id', 'kind', 'best_path'],
  group_member: ['group_id', 'path', 'position'],
  selection: ['path', 'verdict', 'rank', 'reason'],
  meta: ['key', 'value'],
  face: ['content_id', 'model', 'version', 'faces'],
  model_failure: ['content_id', 'model', 'version', 'code', 'detail'],
};

/**
 * Brings a database to SCHEMA_VERSION, step by step from whatever older version it has (0 = empty), in one transaction.
 * `steps` is for tests. Throws SQLite's errors; the database is as before then.
 */
export function migrate(database: Database, steps: readonly string[] = MIGRATIONS): void {
  const version = database.number('PRAGMA user_version');
  if (version >= steps.length) return;
  database.transaction(() => {
    for (const step of steps.slice(version)) database.run(step);
    database.run(`PRAGMA application_id = ${APPLICATION_ID}`);
    database.run(`PRAGMA user_version = ${steps.length}`);
  });
}

/** What is missing in the tables, as a sentence for the log; `null` when all is there. */
export function findSchemaProblem(database: Database): string | null {
  for (const [table, columns] of Object.entries(TABLES)) {
    const found = new Set(database.all(`PRAGMA table_info(${table})`, (row) => row[1]));
    const missing = columns.filter((column) => !found.has(column));
    if (missing.length > 0) return `table ${table} lacks ${missing.join(', ')}`;
  }
  return null;
}
