import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A fresh folder for the tests of one `describe`, removed after them. Call inside `describe`. */
export function useTempDir(): { readonly path: string } {
  const holder = { path: '' };
  before(() => {
    holder.path = mkdtempSync(path.join(os.tmpdir(), 'qrate-test-'));
  });
  after(() => {
    rmSync(holder.path, { recursive: true, force: true });
  });
  return holder;
}
