import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, watch } from 'node:fs';
import path from 'node:path';
import { rounds } from '../../support/rounds';
import { repoRoot } from '../../support/samples';
import { photoView, Scratch } from './shoots';

const CHILD = path.join(repoRoot, 'out', 'test', 'unit', 'export', 'copyChild.js');
const KILLS = rounds(100, 25);
/** Shoots that are copied and killed at the same time. */
const LANES = 5;
/** Flushes cost nothing there; where a kill strikes does not change. */
const MEMORY = '/dev/shm';
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

/** One shoot whose copying is killed again and again. */
class Lane {
  readonly #shoot = new Scratch(existsSync(MEMORY) ? MEMORY : undefined);
  readonly tally = { killed: 0, checked: 0, temps: 0, resumed: 0 };

  constructor(private readonly seed: number) {
    for (const [index, name] of NAMES.entries()) this.#shoot.write(name, Buffer.alloc((2 << 20) + index, name));
    mkdirSync(this.#shoot.out);
  }

  async kill(times: number): Promise<void> {
    for (let run = this.seed; this.tally.killed < times; run++) {
      assert.ok(run < this.seed + 3 * times, 'the children end before they can be killed');
      this.#makeRoom();
      const killed = await killAfter({ changes: 1 + ((run * 5) % 17), lines: 1 + ((run * 3) % 4) }, [this.#shoot.root, this.#shoot.out]);
      this.tally.killed += killed ? 1 : 0;
      this.#look();
    }
  }

  /** One export that nobody kills: everything arrives, nothing is left over, the originals are what they were. */
  async finish(): Promise<void> {
    const photos = NAMES.map((name) => photoView(name));
    const { refused } = await this.#shoot.export(photos, { format: 'copy', copy: { structure: 'flat', collisions: 'number' } });
    assert.deepEqual(refused, []);
    assert.deepEqual(this.#names().sort(), Object.keys(TARGETS).sort());
    this.#look();
    for (const [index, name] of NAMES.entries()) {
      const original = readFileSync(path.join(this.#shoot.root, name));
      assert.ok(original.equals(Buffer.alloc((2 << 20) + index, name)), name);
    }
  }

  remove(): void {
    this.#shoot.remove();
  }

  #names(): string[] {
    return readdirSync(this.#shoot.out);
  }

  /** Begins anew where all is copied, so that there is something to kill. */
  #makeRoom(): void {
    const whole = this.#names().filter((name) => !isTemp(name));
    if (whole.length === NAMES.length) for (const name of this.#names()) rmSync(path.join(this.#shoot.out, name));
    else this.tally.resumed += whole.length > 0 ? 1 : 0;
  }

  #look(): void {
    for (const name of this.#names()) {
      this.tally.checked += 1;
      if (isTemp(name)) this.tally.temps += 1;
      else this.#assertWhole(name);
    }
  }

  #assertWhole(name: string): void {
    const source = TARGETS[name];
    assert.ok(source !== undefined, name);
    assert.ok(readFileSync(path.join(this.#shoot.out, name)).equals(readFileSync(path.join(this.#shoot.root, source))), name);
  }
}

const isTemp = (name: string) => name.endsWith('.tmp');

describe(`Copying that is killed ${KILLS} times`, () => {
  const lanes: Lane[] = [];
  before(() => {
    for (let seed = 0; seed < LANES; seed++) lanes.push(new Lane(seed));
  });
  after(() => {
    for (const lane of lanes) lane.remove();
  });

  it('leaves no torn file and loses none, resumes each time, and sweeps what is left', async function () {
    this.timeout(300_000);
    const started = performance.now();
    await Promise.all(lanes.map((lane) => lane.kill(KILLS / LANES)));
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    for (const lane of lanes) await lane.finish();
    const sum = (field: keyof Lane['tally']) => lanes.reduce((total, { tally }) => total + tally[field], 0);
    assert.ok(sum('temps') > 0 && sum('resumed') > 0, 'no kill struck in the middle of a copy');
    console.log(
      `      ${sum('killed')} kills in ${seconds} s: ${sum('checked')} files looked at, 0 torn, 0 lost; ${sum('temps')} temporary files seen, all swept; ${sum('resumed')} runs resumed`,
    );
  });
});
