import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, watch } from 'node:fs';
import path from 'node:path';
import { hashFile } from '../../../src/core/export/content';
import { repoRoot } from '../../support/samples';
import { photoView, Scratch } from './shoots';

const CHILD = path.join(repoRoot, 'out', 'test', 'unit', 'export', 'copyChild.js');
const KILLS = 100;
/** Two of the photos share their name: numbering must survive the kills too. */
const NAMES = ['a/IMG_0001.NEF', 'b/IMG_0001.NEF', 'c/C.NEF', 'd/D.NEF'];
const TARGETS: Readonly<Record<string, string>> = {
  'IMG_0001.NEF': 'a/IMG_0001.NEF',
  'IMG_0001-2.NEF': 'b/IMG_0001.NEF',
  'C.NEF': 'c/C.NEF',
  'D.NEF': 'd/D.NEF',
};

/** Kills the child with SIGKILL after it did something: `changes` changes in the destination, or `lines` said. Answers whether it lived to be killed. */
function killAfter({ changes, lines }: { changes: number; lines: number }, args: readonly [string, string]): Promise<boolean> {
  const child = spawn(process.execPath, [CHILD, ...args, ...NAMES], { stdio: ['ignore', 'pipe', 'inherit'] });
  let seen = 0;
  let said = 0;
  const check = () => (seen >= changes || said >= lines) && child.kill('SIGKILL');
  const watcher = watch(args[1], () => {
    seen += 1;
    check();
  });
  child.stdout.on('data', (text: Buffer) => {
    said += text.toString().split('\n').length - 1;
    check();
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.on('exit', (_code, signal) => {
      watcher.close();
      resolve(signal === 'SIGKILL');
    });
  });
}

describe('Copying that is killed a hundred times', () => {
  let shoot: Scratch;
  before(() => {
    shoot = new Scratch();
    for (const [index, name] of NAMES.entries()) shoot.write(name, Buffer.alloc((2 << 20) + index, name));
    mkdirSync(shoot.out);
  });
  after(() => shoot.remove());

  const names = () => readdirSync(shoot.out);
  const isTemp = (name: string) => name.endsWith('.tmp');

  it('leaves no torn file and loses none, resumes each time, and sweeps what is left', async function () {
    this.timeout(300_000);
    const started = performance.now();
    const before = await Promise.all(NAMES.map((name) => hashFile(path.join(shoot.root, name))));
    const tally = { killed: 0, checked: 0, temps: 0, resumed: 0 };
    for (let run = 0; tally.killed < KILLS; run++) {
      assert.ok(run < 2 * KILLS, 'the children end before they can be killed');
      const whole = names().filter((name) => !isTemp(name));
      if (whole.length === NAMES.length) for (const name of names()) rmSync(path.join(shoot.out, name));
      else tally.resumed += whole.length > 0 ? 1 : 0;
      const killed = await killAfter({ changes: 1 + ((run * 5) % 17), lines: 1 + ((run * 3) % 4) }, [shoot.root, shoot.out]);
      tally.killed += killed ? 1 : 0;
      for (const name of names()) {
        if (isTemp(name)) tally.temps += 1;
        else assertWhole(name);
        tally.checked += 1;
      }
    }
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    const { refused } = await exportAll();
    assert.deepEqual(refused, []);
    assert.deepEqual(names().sort(), Object.keys(TARGETS).sort());
    for (const name of names()) assertWhole(name);
    assert.deepEqual(await Promise.all(NAMES.map((name) => hashFile(path.join(shoot.root, name)))), before);
    assert.ok(tally.temps > 0 && tally.resumed > 0, 'no kill struck in the middle of a copy');
    console.log(
      `      ${KILLS} kills in ${seconds} s: ${tally.checked} files looked at, 0 torn, 0 lost; ${tally.temps} temporary files seen, all swept; ${tally.resumed} runs resumed`,
    );
  });

  function assertWhole(name: string): void {
    const source = TARGETS[name];
    assert.ok(source !== undefined, name);
    assert.ok(readFileSync(path.join(shoot.out, name)).equals(readFileSync(path.join(shoot.root, source))), name);
  }

  const exportAll = () =>
    shoot.export(
      NAMES.map((name) => photoView(name)),
      { format: 'copy', copy: { structure: 'flat', collisions: 'number' } },
    );
});
