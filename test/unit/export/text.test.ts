import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cameraName } from '../../../src/core/camera';
import type { PhotoView } from '../../../src/core/model';
import { NO_METADATA } from '../../../src/core/model';
import { photoRecord } from '../../../src/core/record';
import { companion, decided, PICK, photoView, Scratch } from './shoots';

describe('Exporting a list', () => {
  let shoot: Scratch;
  beforeEach(() => {
    shoot = new Scratch();
  });
  afterEach(() => shoot.remove());

  const photos = ['b/B “x” 🐈.NEF', 'A.NEF', 'Z.NEF'].map((name) => photoView(name));

  it('answers one path a line, sorted, in the report', async () => {
    const report = await shoot.export(photos, { format: 'list', out: null });
    assert.equal(report.text, 'A.NEF\nZ.NEF\nb/B “x” 🐈.NEF\n');
    assert.deepEqual(report.written, []);
  });

  it('refuses a name with a line break, unless paths end with NUL', async () => {
    const odd = [photoView('a\nb.NEF'), photoView('c.NEF')];
    const report = await shoot.export(odd, { format: 'list', out: null });
    assert.equal(report.text, 'c.NEF\n');
    assert.deepEqual(
      report.refused.map((it) => it.path),
      ['a\nb.NEF'],
    );
    assert.equal((await shoot.export(odd, { format: 'list', out: null, nul: true })).text, 'a\nb.NEF\0c.NEF\0');
  });

  it('writes a file, replaces its own earlier list, and keeps anybody else’s file', async () => {
    const out = path.join(shoot.dir, 'new folder', 'list.txt');
    await shoot.export(photos, { format: 'list', out });
    assert.equal((await shoot.export(photos, { format: 'list', out })).unchanged.length, 1);
    const narrowed = await shoot.plan(photos, { format: 'list', out });
    await shoot.apply(
      { ...narrowed, selected: photos.slice(1, 2), actions: narrowed.actions.map((it) => ({ ...it, kind: 'write-file' })) },
      photos,
    );
    assert.equal(readFileSync(out, 'utf8'), 'A.NEF\n');
    writeFileSync(out, 'A.NEF\nmilk\n');
    assert.equal((await shoot.plan(photos, { format: 'list', out })).actions[0]?.kind, 'refuse');
    assert.equal((await shoot.export(photos, { format: 'list', out })).refused.length, 1);
    assert.equal(readFileSync(out, 'utf8'), 'A.NEF\nmilk\n');
    assert.deepEqual(readdirSync(path.dirname(out)), ['list.txt']);
  });

  it('never replaces an original, not even an empty one', async () => {
    const original = shoot.write('A.NEF', '');
    const report = await shoot.export(photos, { format: 'list', out: original });
    assert.equal(report.refused.length, 1);
    assert.equal(readFileSync(original, 'utf8'), '');
  });
});

describe('The manifest', () => {
  let shoot: Scratch;
  beforeEach(() => {
    shoot = new Scratch();
  });
  afterEach(() => shoot.remove());

  const KEYS =
    'path companions size hash_blake3 hash_perceptual exif_timestamp exif_iso exif_shutter exif_aperture exif_focal_length camera lens orientation width height preview_path preview_source preview_width preview_height sharpness exposure_score noise_estimate group_id group_kind best_path suggestion rank reason decision rating label error faces regrouped clock_offset format modified_ms captured_at make model serial exif_focal_length_35 exif_exposure_bias exif_exposure_mode exif_exposure_program flash_fired flash_code gps burst_id drive embedded_rating embedded_label clipped_shadows clipped_highlights group_members reason_numbers reason_other sentence recipe versions';
  const KNOWN_OF_ALL = 'path companions size error format modified_ms group_members reason_numbers sentence versions'.split(' ');
  const full: PhotoView = photoView('d/A.NEF', {
    size: 5,
    companions: [companion('d/A.JPG')],
    hash: 'f'.repeat(64),
    metadata: {
      ...NO_METADATA,
      timestamp: '2024-05-01T10:00:00.25',
      make: 'Canon',
      model: 'Canon EOS 6D',
      iso: 100,
      shutter: 0.004,
      rating: 1,
      label: 'Zweite',
    },
    preview: { source: 'embedded', width: 2048, height: 1365, contentId: `ab${'0'.repeat(30)}` },
    scores: { sharpness: 512.5, exposure: 0.75, noise: 0.125, phash: '0123456789abcdef', clippedShadows: 0, clippedHighlights: 0 },
    group: { id: 'b-0123456789ab', kind: 'burst', members: ['d/A.NEF', 'd/B.NEF'] },
    bestPath: 'd/A.NEF',
    suggestion: PICK,
    decision: decided({ verdict: 'pick', rating: 4 }),
  });
  const broken = photoView('A “\n”.NEF', { failure: { stage: 'ingest', code: 'truncated', detail: 'x' } });

  it('has the data model’s keys in order, one photo a line, sorted', async () => {
    const { text } = await shoot.export([full, broken], { format: 'manifest', out: null });
    const lines = (text ?? '')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    assert.deepEqual(
      lines.map((line) => line.path),
      [broken.path, full.path],
    );
    for (const line of lines) assert.equal(Object.keys(line).join(' '), KEYS);
    assert.match(String(lines[0]?.error), /^ingest: The file ends too early/);
    assert.ok(Object.entries(lines[0] ?? {}).every(([key, value]) => KNOWN_OF_ALL.includes(key) || value === null));
  });

  it('is NDJSON for other readers', async () => {
    const out = path.join(shoot.dir, 'manifest.ndjson');
    await shoot.export([full, broken], { format: 'manifest', out });
    const paths = execFileSync('python3', [
      '-c',
      'import json,sys\nprint(json.dumps([json.loads(l)["path"] for l in open(sys.argv[1], encoding="utf8")]))',
      out,
    ]);
    assert.deepEqual(JSON.parse(paths.toString()), [broken.path, full.path]);
  });

  it('replaces an earlier manifest and nothing else', async () => {
    const out = path.join(shoot.dir, 'manifest.ndjson');
    await shoot.export([full], { format: 'manifest', out });
    assert.equal((await shoot.export([full, broken], { format: 'manifest', out })).written.length, 1);
    writeFileSync(out, '{"path":"mine"}\n');
    assert.equal((await shoot.export([full], { format: 'manifest', out })).refused.length, 1);
    assert.equal(readFileSync(out, 'utf8'), '{"path":"mine"}\n');
  });

  it('prefers the person’s rating, and keeps the starting state of what they left open', () => {
    const { rating, label, decision } = photoRecord(full, shoot.view([]));
    assert.deepEqual([rating, label, decision], [4, 'Zweite', 'pick']);
  });

  it('names the preview relative to the shoot, or absolutely where the cache lies elsewhere', () => {
    assert.equal(photoRecord(full, shoot.view([])).preview_path, `.qrate/cache/ab/ab${'0'.repeat(30)}.jpg`);
    assert.equal(photoRecord(full, { root: '/a/b', cacheDir: '/a/c' }).preview_path, `/a/c/ab/ab${'0'.repeat(30)}.jpg`);
  });

  it('names cameras without doubling the maker', () => {
    assert.equal(cameraName('NIKON CORPORATION', 'NIKON D7100'), 'NIKON D7100');
    assert.equal(cameraName('Canon', 'Canon EOS 6D'), 'Canon EOS 6D');
    assert.equal(cameraName('Apple', 'iPhone XR'), 'Apple iPhone XR');
    assert.equal(cameraName('EASTMAN KODAK COMPANY', 'KODAK  C330 '), 'KODAK C330');
    assert.equal(cameraName(null, 'X'), 'X');
    assert.equal(cameraName('Sony', null), 'Sony');
    assert.equal(cameraName(' ', null), null);
  });
});
