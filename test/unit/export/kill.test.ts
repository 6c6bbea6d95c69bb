import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, watch } from 'node:fs';
import path from 'node:path';
import { readXmp } from '../../../src/core/export/xmp/read';
import { rounds } from '../../support/rounds';
import { repoRoot } from '../../support/samples';
import { decided, newSidecar, photoView, Scratch } from './shoots';

const CHILD = path.join(repoRoot, 'out', 'test', 'unit', 'export', 'killChild.js');
const RUNS = rounds(30, 8);
const NAMES = ['A', 'B', 'C'];

interface Moment {
  /** Lines the child must have said. */
  readonly steps: number;
  /** Changes in the folder of the sidecars that must be seen after that; 0 = kill at once. */
  readonly changes: number;
}

/** Starts the child and kills it with SIGKILL at the given moment. */
function killAt({ steps, changes }: Moment, [root, out]: readonly [string, string]): Promise<void> {
  const child = spawn(process.execPath, [CHILD, root, out], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = 0;
  let seen = 0;
  const watcher = watch(root, () => {
    if (said >= steps) seen += 1;
    if (changes > 0 && seen >= changes) child.kill('SIGKILL');
  });
  child.stdout.on('data', (text: Buffer) => {
    said += text.toString().split('\n').length - 1;
    if (changes === 0 && said >= steps) child.kill('SIGKILL');
  });
  return new Promise((resolve, reject) => {
    child.on('exit', (_code, signal) => {
      watcher.close();
      if (signal === 'SIGKILL') resolve();
      else reject(new Error('the child ended by itself'));
    });
  });
}

const isTemp = (name: string) => path.basename(name).startsWith('.qrate-');

describe('An export that is killed at any moment', () => {
  let shoot: Scratch;
  before(() => {
    shoot = new Scratch();
  });
  after(() => shoot.remove());

  it(`leaves no torn sidecar and no torn copy in ${RUNS} kills, and the next run sweeps what is left`, async function () {
    this.timeout(180_000);
    mkdirSync(shoot.out);
    const originals = new Map(NAMES.map((name) => [`${name}.NEF`, Buffer.alloc(6 << 20, name)]));
    for (const [name, content] of originals) shoot.write(name, content);
    const history = `<!-- ${'brush stroke '.repeat(100_000)}-->`;
    const sidecar = newSidecar('NEF', { rating: 1 }).toString().replace('  <rdf:Desc', `${history}  <rdf:Desc`);
    for (const name of NAMES) shoot.write(`${name}.xmp`, sidecar);

    let leftovers = 0;
    for (let run = 0; run < RUNS; run++) {
      await killAt({ steps: 1 + ((run * 7) % 11), changes: run % 3 === 0 ? 0 : run }, [shoot.root, shoot.out]);
      for (const name of NAMES) assertWhole(name, sidecar);
      leftovers += [shoot.root, shoot.out].flatMap((dir) => readdirSync(dir, { recursive: true, encoding: 'utf8' })).filter(isTemp).length;
    }
    const copies = readdirSync(shoot.out, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.NEF'));
    for (const copy of copies)
      assert.ok(readFileSync(path.join(shoot.out, copy)).equals(originals.get(path.basename(copy)) ?? Buffer.alloc(0)), copy);
    console.log(`      ${RUNS} kills: ${copies.length} whole copies, 0 torn; ${leftovers} temporary files seen after kills`);

    await exportAgain();
    const folders = [shoot.root, ...readdirSync(shoot.out).map((name) => path.join(shoot.out, name))];
    assert.deepEqual(folders.flatMap((dir) => readdirSync(dir)).filter(isTemp), []);
  });

  function assertWhole(name: string, sidecar: string): void {
    const bytes = readFileSync(path.join(shoot.root, `${name}.xmp`));
    const { rating } = readXmp(bytes);
    assert.equal(bytes.toString(), sidecar.replace('Rating="1"', `Rating="${rating}"`));
  }

  async function exportAgain(): Promise<void> {
    const photos = NAMES.map((name) => photoView(`${name}.NEF`, { decision: decided({ rating: 2 }) }));
    await shoot.export(photos, { format: 'xmp', out: null });
    for (const name of readdirSync(shoot.out)) {
      const { refused } = await shoot.export(photos, { format: 'copy', out: path.join(shoot.out, name) });
      // Sidecars were rated again since they were copied; the copies of those are kept.
      assert.ok(refused.every(({ reason }) => reason.includes('.xmp” exists with other content')));
    }
  }
});
