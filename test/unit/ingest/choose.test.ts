import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ByteSource } from '../../../src/core/ingest/byteSource';
import { choosePreview } from '../../../src/core/ingest/preview/choose';
import { buildJpeg } from './build';

describe('choosing among embedded previews', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'qrate choose '));
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  /** Lays the parts one behind the other and lets the choice be made among them. */
  const choose = (...parts: readonly Buffer[]) => {
    writeFileSync(path.join(root, 'file'), Buffer.concat(parts));
    const source = ByteSource.open(path.join(root, 'file'));
    try {
      let offset = 0;
      const candidates = parts.map((part) => {
        const candidate = { kind: 'strip', offset, length: part.length, width: 0, height: 0 } as const;
        offset += part.length;
        return candidate;
      });
      return { ...choosePreview(source, candidates), read: source.stats.bytes };
    } finally {
      source.close();
    }
  };
  const holed = (width: number) => buildJpeg(width, 1000, { scan: 5_000_000 }).subarray(0, -2);

  it('does not read what has no end: neither one preview of megabytes nor many', () => {
    const intact = buildJpeg(1000, 1000, { scan: 1000 });
    const { chosen, cut, read } = choose(intact, holed(5000), holed(6000));
    assert.deepEqual([chosen?.bytes, chosen?.smaller, cut], [intact, true, true]);
    assert.ok(read <= 256 * 1024 + intact.length, `${read} bytes`);
  });

  it('ends at the EOI, whatever padding follows', () => {
    const jpeg = buildJpeg(1000, 1000, { scan: 100_000 });
    for (const padding of [0, 1, 5000, 60_000]) {
      assert.deepEqual(choose(Buffer.concat([jpeg, Buffer.alloc(padding)])).chosen?.bytes, jpeg, `${padding} bytes`);
    }
  });
});
