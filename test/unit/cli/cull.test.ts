import assert from 'node:assert/strict';
import { cpSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { PhotoRecord } from '../../../src/core/record';
import type { CullPreview, CullReport, CullUndoReport, StatusReport } from '../../../src/core/reports';
import { qrateHere, qrateHereJson } from '../../support/cliHere';
import { copyIndexedShoot } from '../../support/indexedShoot';
import { list } from '../../support/record';
import { useTempDir } from '../../support/tempDir';

const STRICT = ['--keep-per-burst', '2', '--min-sharpness', '900', '--burst-seconds', '0.3'];

describe('the preview and the undo of a cull, on the command line', function () {
  this.timeout(120_000);
  const temp = useTempDir();
  let original = '';

  before(async () => {
    original = path.join(temp.path, 'original');
    await copyIndexedShoot(original);
  });

  function copy(name: string): string {
    const shoot = path.join(temp.path, name);
    cpSync(original, shoot, { recursive: true, preserveTimestamps: true });
    return shoot;
  }
  const suggestions = async (shoot: string) =>
    (await list(shoot)).records.map(({ path: photo, suggestion, rank }) => [photo, suggestion, rank]);
  const verdicts = async (shoot: string) => new Map((await list(shoot)).records.map((it) => [it.path, it.suggestion]));
  const bytes = (shoot: string, name: string) => readFileSync(path.join(shoot, '.qrate', name));

  it('shows by --dry-run what the cull then does, and writes nothing', async () => {
    const shoot = copy('preview');
    await qrateHereJson(['cull', shoot]);
    const [before, index, log] = [await verdicts(shoot), bytes(shoot, 'index.sqlite'), bytes(shoot, 'decisions.jsonl')];
    const preview = await qrateHereJson<CullPreview>(['cull', shoot, ...STRICT, '--dry-run']);
    assert.deepEqual(bytes(shoot, 'index.sqlite'), index);
    assert.deepEqual(bytes(shoot, 'decisions.jsonl'), log);
    const report = await qrateHereJson<CullReport>(['cull', shoot, ...STRICT]);
    assert.deepEqual({ ...preview, ...report }, preview, 'the preview holds what the cull answers');
    const after = await verdicts(shoot);
    assert.ok(preview.moves.length > 0);
    for (const { from, to, photos, examples } of preview.moves) {
      const moved = [...after].filter(([photo, verdict]) => verdict === to && before.get(photo) === from).map(([photo]) => photo);
      assert.equal(moved.length, photos, `${from} → ${to}`);
      for (const example of examples) assert.ok(moved.includes(example.path), example.path);
    }
  });

  it('tells a person the counts, the moves with reasons, and that nothing was written', async () => {
    const shoot = copy('words');
    const { stdout } = await qrateHere(['cull', shoot, '--dry-run']);
    assert.match(stdout, /^\d+ photos: 0 → \d+ pick, /);
    assert.match(stdout, /not culled → pick: \d+ photos?\n {2}\S/);
    assert.match(stdout, /Nothing was written\.\n$/);
  });

  it('takes culls back one by one, to no suggestions at all; decisions stay', async () => {
    const shoot = copy('undo');
    const none = await suggestions(shoot);
    await qrateHereJson(['cull', shoot]);
    const first = await suggestions(shoot);
    const [photo] = (await list(shoot)).records as readonly PhotoRecord[];
    await qrateHereJson(['reject', path.join(shoot, photo?.path ?? '')]);
    await qrateHereJson(['unmark', path.join(shoot, photo?.path ?? '')]);
    await qrateHereJson(['rate', '4', path.join(shoot, photo?.path ?? '')]);
    const decided = (await list(shoot)).records.find((it) => it.path === photo?.path);
    const log = bytes(shoot, 'decisions.jsonl').toString();
    await qrateHereJson(['cull', shoot, ...STRICT]);
    const back = await qrateHereJson<CullUndoReport>(['cull', shoot, '--undo']);
    assert.deepEqual([back.undone?.minSharpness, back.recipe?.minSharpness], [900, 100]);
    assert.ok(back.changed > 0);
    assert.deepEqual(
      (await list(shoot)).records.find((it) => it.path === photo?.path),
      decided,
    );
    assert.ok(bytes(shoot, 'decisions.jsonl').toString().startsWith(log), 'lines were only appended');
    assert.equal((await suggestions(shoot)).length, first.length);
    const end = await qrateHereJson<CullUndoReport>(['cull', shoot, '--undo']);
    assert.equal(end.recipe, null);
    assert.deepEqual(await suggestions(shoot), none);
    assert.equal((await list(shoot)).records.find((it) => it.path === photo?.path)?.rating, 4);
    const { code, stderr } = await qrateHere(['cull', shoot, '--undo']);
    assert.deepEqual([code, stderr], [2, 'qrate: There is no cull to take back.\n']);
    assert.deepEqual((await qrateHereJson<StatusReport>(['status', shoot])).unreadableDecisions, []);
  });

  it('keeps an undo when the index is made anew', async () => {
    const shoot = copy('rebuilt');
    await qrateHereJson(['cull', shoot]);
    const first = await suggestions(shoot);
    await qrateHereJson(['cull', shoot, ...STRICT]);
    await qrateHereJson(['cull', shoot, '--undo']);
    rmSync(path.join(shoot, '.qrate', 'index.sqlite'));
    await qrateHereJson(['index', shoot, '--workers', '2']);
    assert.deepEqual(await suggestions(shoot), first);
  });
});
