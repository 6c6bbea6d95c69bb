import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, watch } from 'node:fs';
import path from 'node:path';
import { readXmp } from '../../../src/core/export/xmp/read';
import { rounds } from '../../support/rounds';
import { repoRoot } from '../../support/samples';
import { newSidecar } from '../export/shoots';
import { SyncFolder } from './syncFolder';

const CHILD = path.join(repoRoot, 'out', 'test', 'unit', 'sync', 'killChild.js');
const KILLS = rounds(100, 25);
const NAMES = ['A', 'B', 'C'];

/** Kills the child with SIGKILL when so many things have happened in its folder: files made, filled, renamed. */
function killAt(folder: string, events: number): Promise<void> {
  const child = spawn(process.execPath, [CHILD, folder], { stdio: ['ignore', 'ignore', 'inherit'] });
  let seen = 0;
  const watcher = watch(folder, () => {
    seen += 1;
    if (seen >= events) child.kill('SIGKILL');
  });
  return new Promise((resolve, reject) => {
    child.on('exit', (_code, signal) => {
      watcher.close();
      if (signal === 'SIGKILL') resolve();
      else reject(new Error('the child ended by itself'));
    });
  });
}

describe('Sidecars whose writer is killed', () => {
  let shoot: SyncFolder;
  before(() => {
    shoot = new SyncFolder(NAMES.map((name) => `${name}.NEF`));
  });
  after(() => shoot.remove());

  const temps = () => readdirSync(shoot.scratch.root).filter((name) => name.startsWith('.qrate-'));

  it(`are whole after each of ${KILLS} kills, and the next sync sweeps what is left`, async function () {
    this.timeout(240_000);
    const { root } = shoot.scratch;
    const history = `<!-- ${'brush stroke '.repeat(5_000)}-->`;
    const sidecar = newSidecar('NEF', { rating: 1 }).toString().replace('  <rdf:Desc', `${history}  <rdf:Desc`);
    for (const name of NAMES) shoot.scratch.write(`${name}.xmp`, sidecar);
    const ratings = new Set<number | null>();
    let withTemps = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      const before = temps().length;
      await killAt(root, 1 + (kill % 13));
      for (const name of NAMES) {
        const bytes = readFileSync(shoot.file(`${name}.xmp`));
        const { rating } = readXmp(bytes);
        assert.equal(bytes.toString(), sidecar.replace('Rating="1"', `Rating="${rating}"`), `kill ${kill}, ${name}`);
        ratings.add(rating);
      }
      if (temps().length > before) withTemps += 1;
    }
    assert.ok(ratings.size > 1, 'the children wrote');
    assert.ok(withTemps > 0, 'some were killed in the middle of a write');
    console.log(`      ${KILLS} kills, ${withTemps} of them in the middle of a write; 0 torn sidecars`);
    await shoot.decide('A.NEF', { label: 'blue' });
    await shoot.sync();
    assert.deepEqual(temps(), []);
  });
});
