import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { unzip, zipContent, zipEntries } from '../../scripts/packaging/zip.mjs';

/** Python's zipfile, as a second opinion. */
function pythonZip(file, files) {
  const script =
    'import json,sys,zipfile\nz=zipfile.ZipFile(sys.argv[1],"w")\nfor n,t,m in json.loads(sys.argv[2]): z.writestr(n,t,m)\nz.close()';
  return spawnSync('python3', ['-c', script, file, JSON.stringify(files)]).status === 0;
}

describe('the ZIP reader', () => {
  let folder;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'qrate-zip-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const zipOf = (context, files) => {
    const file = path.join(folder, 'a.zip');
    if (pythonZip(file, files)) return file;
    context.test.title += ' (skipped: no python3)';
    return context.skip();
  };

  it('lists and reads stored and deflated entries that another program wrote', function () {
    const long = 'burst '.repeat(1000);
    const zip = readFileSync(
      zipOf(this, [
        ['größe.txt', 'stored', 0],
        ['in/long.txt', long, 8],
      ]),
    );
    const entries = zipEntries(zip);
    assert.deepEqual(
      entries.map(({ name, size }) => [name, size]),
      [
        ['größe.txt', 6],
        ['in/long.txt', 6000],
      ],
    );
    assert.equal(zipContent(zip, entries[1]).toString(), long);
  });

  it('unpacks into folders', function () {
    unzip(zipOf(this, [['extension/dist/cli.js', 'code', 8]]), path.join(folder, 'out'));
    assert.equal(readFileSync(path.join(folder, 'out/extension/dist/cli.js'), 'utf8'), 'code');
  });

  it('refuses a name that leads out of the folder', function () {
    const inner = path.join(folder, 'inner');
    mkdirSync(inner);
    const file = zipOf(this, [['../escaped.txt', 'x', 0]]);
    assert.throws(() => unzip(file, inner), /leads out/);
  });

  it('refuses what is no ZIP', () => {
    const file = path.join(folder, 'no.zip');
    writeFileSync(file, 'JPEG'.repeat(100));
    assert.throws(() => unzip(file, folder), /Not a ZIP/);
  });
});
