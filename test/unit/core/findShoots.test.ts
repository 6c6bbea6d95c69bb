import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findShoots, isInside } from '../../../src/core/findShoots';

describe('finding shoots below a folder', () => {
  let folder: string;
  const make = (...names: readonly string[]) => {
    for (const name of names) mkdirSync(path.join(folder, name), { recursive: true });
  };
  const found = async () => (await findShoots(folder)).map((it) => path.relative(folder, it));

  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'qrate-find-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('finds the folder itself and shoots inside it, sorted', async () => {
    make('.qrate', '2024/wedding/.qrate', '2024/alps day 2/.qrate', '2024/empty');
    assert.deepEqual(await found(), ['', '2024/alps day 2', '2024/wedding']);
  });

  it('does not look into node_modules, .git or another shoot’s store, nor deeper than four levels', async () => {
    make('node_modules/a/.qrate', '.git/.qrate', 'a/.qrate/cache/.qrate', '1/2/3/4/.qrate', '1/2/3/4/5/.qrate');
    assert.deepEqual(await found(), ['1/2/3/4', 'a']);
  });

  it('does not follow links, which may lead round in circles', async () => {
    make('a/.qrate');
    symlinkSync(folder, path.join(folder, 'a', 'loop'), 'dir');
    assert.deepEqual(await found(), ['a']);
  });

  it('answers nothing for a folder that is not there', async () => {
    assert.deepEqual(await findShoots(path.join(folder, 'gone')), []);
  });
});

describe('isInside', () => {
  it('takes the folder itself and what lies below, not a sibling whose name begins alike', () => {
    assert.equal(isInside('/shoots/may', '/shoots/may'), true);
    assert.equal(isInside('/shoots/may', '/shoots/may/..a.jpg'), true);
    assert.equal(isInside('/shoots/may', '/shoots/may 2/a.jpg'), false);
    assert.equal(isInside('/shoots/may', '/shoots'), false);
  });
});
