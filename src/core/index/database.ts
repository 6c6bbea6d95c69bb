import { readFile } from 'node:fs/promises';
import type { Database as SqlDatabase, SqlJsStatic, SqlValue } from 'sql.js';
import { QrateError } from '../errors';

/** The one place that touches sql.js. SQLite runs on a copy in memory; files are the business of `load.ts` and `save.ts`. */

export type { SqlValue } from 'sql.js';
export type Row = readonly SqlValue[];

let loaded: Promise<SqlJsStatic> | null = null;

/** Loads SQLite on first use. `sqlWasm`: absolute path of `sql-wasm.wasm`. */
async function loadSqlJs(sqlWasm: string): Promise<SqlJsStatic> {
  loaded ??= readWasm(sqlWasm).then(async (wasmBinary) => (await import('sql.js')).default({ wasmBinary }));
  try {
    return await loaded;
  } catch (error) {
    loaded = null;
    throw error;
  }
}

async function readWasm(sqlWasm: string): Promise<ArrayBuffer> {
  try {
    const { buffer, byteOffset, byteLength } = await readFile(sqlWasm);
    return buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
  } catch (cause) {
    throw new QrateError('storage', `The database engine of qrate is missing: ${sqlWasm}. Install qrate again.`, { cause });
  }
}

/** An SQLite database in memory. Values of parameters are bound in order. */
export class Database {
  readonly #sql: SqlDatabase;

  private constructor(sql: SqlDatabase) {
    this.#sql = sql;
    // Nothing here is a file: a journal in memory is what rollback needs, and syncing means nothing.
    sql.run('PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF;');
  }

  /** Opens the bytes of a database file, or an empty database. SQLite's own errors come through. */
  static async open(sqlWasm: string, bytes: Uint8Array | null): Promise<Database> {
    const { Database: Sql } = await loadSqlJs(sqlWasm);
    return new Database(new Sql(bytes));
  }

  /** Runs statements without results; several, separated by `;`, only without parameters. */
  run(sql: string, parameters?: Row): void {
    this.#sql.run(sql, parameters === undefined ? undefined : [...parameters]);
  }

  /** Runs one prepared statement for every row. */
  runMany(sql: string, rows: Iterable<SqlValue[]>): void {
    const statement = this.#sql.prepare(sql);
    try {
      for (const row of rows) statement.run(row);
    } finally {
      statement.free();
    }
  }

  /** All rows of a query, each through `read`. */
  all<T>(sql: string, read: (row: Row) => T, parameters: SqlValue[] = []): T[] {
    const statement = this.#sql.prepare(sql, parameters);
    try {
      const found: T[] = [];
      while (statement.step()) found.push(read(statement.get()));
      return found;
    } finally {
      statement.free();
    }
  }

  /** The first column of the first row, a number. */
  number(sql: string): number {
    const [value] = this.all(sql, ([first]) => first);
    if (typeof value !== 'number') throw new Error(`not a number: ${sql}`);
    return value;
  }

  /** All of `work`, or nothing of it. */
  transaction(work: () => void): void {
    this.#sql.run('BEGIN');
    try {
      work();
      this.#sql.run('COMMIT');
    } catch (error) {
      this.#sql.run('ROLLBACK');
      throw error;
    }
  }

  /** The bytes of the database file. Not inside a transaction. */
  export(): Uint8Array {
    return this.#sql.export();
  }

  close(): void {
    this.#sql.close();
  }
}
