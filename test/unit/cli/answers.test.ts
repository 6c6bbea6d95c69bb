import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { copyShoot, SMALL_SHOOT } from '../../fixtures/sharedShoot';
import { qrate, qrateJson } from '../../support/cli';
import { list } from '../../support/record';
import { useTempDir } from '../../support/tempDir';

/** The data model's names, in the order in which scripts read them. */
const LIST_KEYS = [
  'path companions size hash_blake3 hash_perceptual exif_timestamp exif_iso exif_shutter exif_aperture exif_focal_length camera lens',
  'orientation width height preview_path preview_source preview_width preview_height sharpness exposure_score noise_estimate',
  'group_id group_kind best_path suggestion rank reason decision rating label error faces',
  'regrouped clock_offset',
]
  .join(' ')
  .split(' ');

const INDEX_KEYS = ['photos', 'files', 'analyzed', 'unchanged', 'described', 'failed', 'notes', 'seconds'];
const EXPORT_KEYS = ['format', 'out', 'filter', 'selected', 'actions', 'notes', 'dryRun', 'text', 'written', 'unchanged', 'refused'];

interface ExportAnswer {
  readonly selected: readonly string[];
  readonly written: readonly string[];
  readonly refused: readonly unknown[];
}

describe('what qrate answers', function () {
  this.timeout(120_000);
  const temp = useTempDir();
  let shoot = '';

  before(async () => {
    shoot = path.join(temp.path, 'shoot');
    await copyShoot(shoot, SMALL_SHOOT);
  });

  it('indexes with the documented keys', async () => {
    const report = await qrateJson<Record<string, unknown>>(['index', shoot]);
    assert.deepEqual(Object.keys(report), INDEX_KEYS);
    for (const failed of report.failed as Record<string, unknown>[]) assert.deepEqual(Object.keys(failed), ['path', 'stage', 'reason']);
  });

  it('lists one photo a line with the data model’s names, sorted by path, and suggestions only after a cull', async () => {
    const { records } = await list(shoot);
    for (const record of records) assert.deepEqual(Object.keys(record), LIST_KEYS);
    const paths = records.map((record) => record.path);
    assert.deepEqual(paths, [...paths].sort());
    assert.ok(records.every((record) => record.suggestion === null && record.reason === null));
    for (const { preview_path } of records) if (preview_path !== null) assert.ok(existsSync(path.join(shoot, preview_path)), preview_path);
  });

  it('lists as one JSON array when asked for JSON', async () => {
    const { records } = await list(shoot);
    assert.deepEqual(await qrateJson(['list', shoot]), records);
  });

  it('exports by the default recipe before the first cull', async () => {
    const { selected } = await qrateJson<ExportAnswer>(['export', shoot, '--format', 'list', '--dry-run']);
    assert.ok(selected.length > 5);
    await qrateJson(['cull', shoot]);
    assert.deepEqual((await qrateJson<ExportAnswer>(['export', shoot, '--format', 'list', '--dry-run'])).selected, selected);
  });

  it('shows a plan and writes nothing in a dry run, then does it, then finds it done', async () => {
    const out = path.join(temp.path, 'copies');
    const args = ['export', shoot, '--format', 'copy', '--out', out];
    const plan = await qrateJson<Record<string, unknown>>([...args, '--dry-run']);
    assert.deepEqual(Object.keys(plan).sort(), [...EXPORT_KEYS].sort());
    assert.equal(existsSync(out), false);
    const done = await qrateJson<ExportAnswer>(args);
    assert.ok(done.written.length >= done.selected.length);
    assert.deepEqual((await qrateJson<ExportAnswer>(args)).written, []);
    for (const photo of done.selected) assert.deepEqual(readFileSync(path.join(out, photo)), readFileSync(path.join(shoot, photo)));
  });

  it('takes at most N for --top, and no two of one burst', async () => {
    const { selected } = await qrateJson<ExportAnswer>(['export', shoot, '--format', 'list', '--top', '6', '--dry-run']);
    assert.equal(selected.length, 6);
    const { records } = await list(shoot);
    const groups = selected.map((photo) => records.find((record) => record.path === photo)?.group_id).filter((id) => id !== null);
    assert.equal(new Set(groups).size, groups.length);
  });

  it('prints a list for pipes: nothing but the paths on stdout', async () => {
    const { stdout } = await qrate(['export', shoot, '--format', 'list', '--null']);
    const { selected } = await qrateJson<ExportAnswer>(['export', shoot, '--format', 'list', '--null']);
    assert.deepEqual(stdout.split('\0').slice(0, -1), selected);
  });

  it('lets a person’s word win: the rejected best hands its place on, and the export follows', async () => {
    await qrateJson(['cull', shoot, '--min-sharpness', '0']);
    const before = (await list(shoot)).records.find((record) => record.reason === 'best-of-burst');
    assert.ok(before);
    await qrateJson(['reject', path.join(shoot, before.path)]);
    const after = (await list(shoot)).records;
    const next = after.find((record) => record.group_id === before.group_id && record.reason === 'best-of-burst');
    assert.ok(next && next.path !== before.path);
    const { selected } = await qrateJson<ExportAnswer>(['export', shoot, '--format', 'list', '--dry-run']);
    assert.ok(!selected.includes(before.path));
    await qrateJson(['unmark', path.join(shoot, before.path)]);
  });

  it('keeps .qrate ready for git: three files to commit, the rest ignored', () => {
    const store = path.join(shoot, '.qrate');
    assert.match(readFileSync(path.join(store, '.gitattributes'), 'utf8'), /^decisions\.jsonl .*merge=union$/m);
    const ignore = readFileSync(path.join(store, '.gitignore'), 'utf8');
    for (const name of ['decisions.jsonl', 'presets.json', 'taste.json']) assert.ok(ignore.includes(`!${name}`), name);
    assert.ok(!readdirSync(store).some((name) => name.endsWith('.tmp')));
  });
});
