import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { appendFileSync, chmodSync, readdirSync, readFileSync, rmSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseMapping } from '../../../src/core/export/xmp/mapping';
import { readDecisions } from '../../../src/core/index/decisions';
import { compactSeen, readSeen } from '../../../src/core/sync/seenFile';
import { needExiftool } from '../export/exiftool';
import { decided, newSidecar, PICK, photoView } from '../export/shoots';
import { SyncFolder } from './syncFolder';

const RATED_3 = newSidecar('NEF', { rating: 3 });
const text = (bytes: Buffer) => bytes.toString();

describe('Syncing sidecars and decisions', () => {
  let shoot: SyncFolder;
  beforeEach(() => {
    shoot = new SyncFolder(['A.NEF', 'B.NEF', 'C.NEF']);
  });
  afterEach(() => shoot.remove());

  /** Another program writes the sidecar: its version of the bytes. */
  const edit = (sidecar: string, from: string | RegExp, to: string) => {
    const before = text(readFileSync(shoot.file(sidecar)));
    const after = before.replace(from, to);
    assert.notEqual(after, before, `${sidecar} holds ${from}`);
    writeFileSync(shoot.file(sidecar), after);
  };
  const summary = async (options?: Parameters<SyncFolder['sync']>[0]) => {
    const { pulled, pushed, conflicts, refused } = await shoot.sync(options);
    return [pulled.length, pushed.length, conflicts.length, refused.length];
  };

  it('exports, reads back what exiftool changed, shows the conflict, and settles it either way', async function () {
    needExiftool(this);
    this.timeout(60_000);
    await shoot.decide('A.NEF', { rating: 3 });
    await shoot.export((await shoot.view()).photos);
    for (const [stars, prefer, expected] of [
      [5, 'theirs', 5],
      [4, 'mine', 1],
    ] as const) {
      execFileSync('exiftool', ['-q', '-overwrite_original', `-xmp:Rating=${stars}`, shoot.file('A.xmp')]);
      await shoot.decide('A.NEF', { rating: 1 });
      const { conflicts } = await shoot.sync();
      assert.equal(conflicts.length, 1);
      assert.deepEqual([conflicts[0]?.theirs, conflicts[0]?.mine, conflicts[0]?.program], [`rating ${stars}`, 'rating 1', 'ExifTool']);
      assert.match(conflicts[0]?.base ?? '', /^rating [35]$/);
      await shoot.sync({ prefer });
      assert.equal((await shoot.decision('A.NEF'))?.rating, expected);
      assert.equal(shoot.says('A.xmp'), `${expected} null null`);
      assert.deepEqual(await summary(), [0, 0, 0, 0]);
    }
  });

  it('pulls with the program’s name in the log, pushes, and does nothing the second time', async () => {
    shoot.scratch.write('A.xmp', text(RATED_3));
    await shoot.decide('B.NEF', { verdict: 'reject' });
    await shoot.sync();
    edit('A.xmp', 'x:xmptk="qrate"', 'x:xmptk="Image::ExifTool 12.57"');
    edit('A.xmp', 'Rating="3"', 'Rating="4"');
    assert.deepEqual(await summary(), [1, 0, 0, 0]);
    const { entries } = await readDecisions(shoot.location.decisions);
    const last = entries.at(-1);
    assert.ok(last?.kind === 'decision');
    assert.deepEqual([last.rating, last.source, last.author], [4, 'ExifTool', 'Anna']);
    assert.equal(shoot.says('B.xmp'), 'null red null');
    const [before, log] = [['A.xmp', 'B.xmp'].map((it) => shoot.stamp(it)), text(readFileSync(shoot.location.decisions))];
    assert.deepEqual(await summary(), [0, 0, 0, 0]);
    assert.deepEqual([['A.xmp', 'B.xmp'].map((it) => shoot.stamp(it)), text(readFileSync(shoot.location.decisions))], [before, log]);
    assert.deepEqual(readdirSync(shoot.scratch.root), ['.qrate', 'A.NEF', 'A.xmp', 'B.NEF', 'B.xmp', 'C.NEF']);
  });

  it('tells in a dry run what the sync then does, and writes nothing', async () => {
    shoot.scratch.write('A.xmp', text(RATED_3));
    await shoot.sync();
    edit('A.xmp', 'Rating="3"', 'Rating="4"');
    await shoot.decide('B.NEF', { label: 'blue' });
    const log = text(readFileSync(shoot.location.decisions));
    const plan = await shoot.sync({ dryRun: true });
    assert.equal(text(readFileSync(shoot.location.decisions)), log);
    assert.deepEqual(readdirSync(shoot.scratch.root).includes('B.xmp'), false);
    const done = await shoot.sync();
    assert.deepEqual({ ...done, dryRun: true }, plan);
  });

  it('settles one conflict and leaves the other open', async () => {
    for (const it of ['A', 'B']) {
      await shoot.decide(`${it}.NEF`, { rating: 3 });
    }
    await shoot.sync();
    for (const it of ['A', 'B']) {
      edit(`${it}.xmp`, 'Rating="3"', 'Rating="4"');
      await shoot.decide(`${it}.NEF`, { rating: 2 });
    }
    assert.deepEqual(await summary({ choices: [{ photo: 'A.NEF', field: 'rating', side: 'theirs' }] }), [1, 0, 1, 0]);
    assert.deepEqual([(await shoot.decision('A.NEF'))?.rating, (await shoot.decision('B.NEF'))?.rating], [4, 2]);
    assert.deepEqual(await summary(), [0, 0, 1, 0]);
    assert.deepEqual(await summary({ prefer: 'mine' }), [0, 1, 0, 0]);
    assert.equal(shoot.says('B.xmp'), '2 null null');
  });

  it('merges fields apart: theirs for the label, ours for the stars', async () => {
    await shoot.decide('A.NEF', { rating: 3 });
    await shoot.sync();
    edit('A.xmp', 'xmp:Rating="3"', 'xmp:Rating="3" xmp:Label="Lila"');
    await shoot.decide('A.NEF', { rating: 5 });
    assert.deepEqual(await summary(), [1, 1, 0, 0]);
    assert.deepEqual(await shoot.decision('A.NEF'), decided({ rating: 5, label: 'purple' }));
    assert.match(text(readFileSync(shoot.file('A.xmp'))), /xmp:Rating="5" xmp:Label="Lila"/);
  });

  it('never takes what it filled in for a pick of the machine’s for a person’s word', async () => {
    await shoot.export([photoView('A.NEF', { suggestion: PICK })]);
    assert.equal(shoot.says('A.xmp'), '3 green null');
    assert.deepEqual(await summary({ adopt: true }), [0, 0, 0, 0]);
    assert.equal(await shoot.decision('A.NEF'), null);
    await shoot.decide('A.NEF', { verdict: 'reject' });
    await shoot.sync();
    assert.equal(shoot.says('A.xmp'), 'null red null');
  });

  it('adopts what other programs wrote when asked to, and only counts it before', async () => {
    shoot.scratch.write('A.xmp', text(RATED_3).replace('xmp:Rating="3"', 'xmp:Rating="-1" xmp:Label="Grün"'));
    const { adoptable, pulled } = await shoot.sync();
    assert.deepEqual([adoptable, pulled.length], [1, 0]);
    const again = await shoot.sync({ adopt: true });
    assert.deepEqual([again.adoptable, again.pulled.map(({ to }) => to)], [0, ['label green', 'reject']]);
    assert.deepEqual(await shoot.decision('A.NEF'), decided({ verdict: 'reject', label: 'green' }));
    assert.deepEqual(await summary(), [0, 0, 0, 0]);
  });

  it('takes the newer side where it lost what it saw last, or asks where that is the sidecar', async () => {
    shoot.scratch.write('A.xmp', text(RATED_3));
    utimesSync(shoot.file('A.xmp'), 1_700_000_000, 1_700_000_000);
    shoot.scratch.write('B.xmp', text(RATED_3));
    utimesSync(shoot.file('B.xmp'), 4_000_000_000, 4_000_000_000);
    for (const it of ['A.NEF', 'B.NEF']) await shoot.decide(it, { rating: 5 });
    assert.deepEqual(await summary(), [0, 1, 1, 0]);
    assert.deepEqual([shoot.says('A.xmp'), shoot.says('B.xmp')], ['5 null null', '3 null null']);
    rmSync(path.join(shoot.location.dir, 'sidecars.jsonl'));
    assert.deepEqual(await summary(), [0, 0, 1, 0]);
  });

  it('reads Lightroom’s flags, digiKam’s and Photo Mechanic’s, and −1', async () => {
    const forms = [
      ['xmlns:d="http://ns.adobe.com/xmp/1.0/DynamicMedia/" d:good="False"', 'reject'],
      ['xmlns:d="http://ns.adobe.com/xmp/1.0/DynamicMedia/" d:pick="1"', 'pick'],
      ['xmlns:d="http://www.digikam.org/ns/1.0/" d:PickLabel="3"', 'pick'],
      ['xmlns:d="http://ns.camerabits.com/photomechanic/1.0/" d:Tagged="True"', 'pick'],
      ['xmp:Rating="-1"', 'reject'],
    ] as const;
    const plain = text(RATED_3).replace('xmp:Rating="3"', 'xmp:CreateDate="2026"');
    for (const [attributes, verdict] of forms) {
      shoot.scratch.write('A.xmp', plain);
      await shoot.decide('A.NEF', { verdict: null });
      await shoot.sync({ prefer: 'theirs' });
      edit('A.xmp', 'xmp:CreateDate="2026"', attributes);
      await shoot.sync();
      assert.deepEqual([attributes, (await shoot.decision('A.NEF'))?.verdict], [attributes, verdict]);
    }
  });

  it('leaves a label of the person’s own words alone', async () => {
    await shoot.decide('A.NEF', { rating: 3 });
    await shoot.sync();
    edit('A.xmp', 'xmp:Rating="3"', 'xmp:Rating="3" xmp:Label="To the lab"');
    assert.deepEqual(await summary(), [0, 0, 0, 0]);
    await shoot.decide('A.NEF', { label: 'red' });
    assert.deepEqual(await summary(), [0, 1, 0, 0]);
  });

  it('refuses one sidecar and syncs the others: broken, write-protected, changed under its hands', async () => {
    for (const it of ['A', 'B', 'C']) await shoot.decide(`${it}.NEF`, { rating: 3 });
    shoot.scratch.write('A.xmp', 'broken');
    shoot.scratch.write('B.xmp', text(RATED_3).replace('Rating="3"', 'Rating="0"'));
    chmodSync(shoot.file('B.xmp'), 0o444);
    shoot.scratch.write('C.xmp', text(RATED_3).replace('Rating="3"', 'Rating="0"'));
    const meanwhile = async () => void shoot.scratch.write('C.xmp', text(RATED_3).replace('Rating="3"', 'Rating="4"'));
    const { refused, pushed } = await shoot.sync({ meanwhile });
    assert.deepEqual(pushed, []);
    assert.deepEqual(
      refused.map(({ path: photo }) => photo),
      ['A.NEF', 'B.NEF', 'C.NEF'],
    );
    for (const [index, pattern] of [/not valid XML/, /read-only/, /changed by another program just now/].entries())
      assert.match(refused[index]?.reason ?? '', pattern);
    assert.equal(shoot.says('C.xmp'), '4 null null');
  });

  it('makes a sidecar anew that was deleted, and takes nothing back for it', async () => {
    await shoot.decide('A.NEF', { rating: 3 });
    await shoot.sync();
    unlinkSync(shoot.file('A.xmp'));
    assert.deepEqual(await summary(), [0, 1, 0, 0]);
    assert.equal((await shoot.decision('A.NEF'))?.rating, 3);
  });

  it('makes no sidecar that would say nothing', async () => {
    await shoot.decide('A.NEF', { verdict: 'reject' });
    const xmp = { mapping: parseMapping('reject.label=none') };
    assert.deepEqual((await shoot.sync({ xmp })).pushed, []);
    assert.deepEqual(
      readdirSync(shoot.scratch.root).filter((it) => it.endsWith('.xmp')),
      [],
    );
  });

  it('an export does not overwrite what another program changed since, and says what to do', async () => {
    await shoot.decide('A.NEF', { rating: 3 });
    await shoot.export((await shoot.view()).photos);
    edit('A.xmp', 'Rating="3"', 'Rating="5"');
    const view = await shoot.view();
    const { planExport } = await import('../../../src/core/export/planExport');
    const seen = await readSeen(shoot.location);
    const request = { format: 'xmp', out: null, top: null } as const;
    const plan = await planExport({ view, selected: view.photos, request, sentence: () => '', seen });
    assert.match(plan.actions[0]?.reason ?? '', /“A.xmp” was changed by another program since .* \(rating 3 → rating 5\)\. Run sync/);
  });

  it('survives torn and strange lines in what it remembers, and drops old ones', async () => {
    await shoot.decide('A.NEF', { rating: 3 });
    await shoot.sync();
    const file = path.join(shoot.location.dir, 'sidecars.jsonl');
    const line = text(readFileSync(file));
    writeFileSync(file, line.repeat(1500));
    appendFileSync(file, '{"v":1,"file":"A.x\n{"v":2}\nnull\n');
    const before = await readSeen(shoot.location);
    await compactSeen(shoot.location);
    assert.equal(text(readFileSync(file)), line);
    assert.deepEqual(await readSeen(shoot.location), before);
    assert.equal(before.size, 1);
  });
});
