import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ExportRequest } from '../../../src/core/export/plan';
import { NO_METADATA } from '../../../src/core/model';
import { decided, PICK, photoView, Scratch } from './shoots';

/** Everything that a file system takes for a name and a careless list stumbles over. */
const HOSTILE = [
  '-rf.NEF',
  ' leading and trailing .NEF ',
  'a "quoted", comma; semicolon\ttab.NEF',
  "it's $HOME `id` \\ & | * ?.NEF",
  'line\nbreak.NEF',
  'carriage\r\nreturn.NEF',
  '"',
  '=cmd|calc.NEF',
  'emoji 🐈‍⬛.NEF',
  'a\u0301 combined.NEF',
  '\u202Egnp.NEF',
  '\u0001control.NEF',
  `${'é'.repeat(125)}x.NEF`,
  'sub folder/“x”.NEF',
].sort();

const READERS = {
  csv: 'import csv,json,sys;print(json.dumps([r["path"] for r in csv.DictReader(open(sys.argv[1],encoding="utf8",newline=""))]))',
  json: 'import json,sys;print(json.dumps([r["path"] for r in json.load(open(sys.argv[1],encoding="utf8"))]))',
  manifest: 'import json,sys;print(json.dumps([json.loads(l)["path"] for l in open(sys.argv[1],encoding="utf8",newline="\\n")]))',
  rows: 'import csv,json,sys;print(json.dumps(list(csv.reader(open(sys.argv[1],encoding="utf8",newline=""),strict=True))))',
} as const;

describe('Hostile names in every kind of list', () => {
  let shoot: Scratch;
  let out: string;
  beforeEach(function () {
    if (spawnSync('python3', ['--version']).status !== 0) return this.skip();
    shoot = new Scratch();
    out = path.join(shoot.dir, 'list');
  });
  afterEach(() => shoot?.remove());

  const photos = HOSTILE.map((name) => photoView(name, { suggestion: PICK }));
  const write = (request: Partial<ExportRequest> & Pick<ExportRequest, 'format'>) => shoot.export(photos, { out, ...request });
  const python = (reader: keyof typeof READERS) =>
    JSON.parse(execFileSync('python3', ['-c', READERS[reader], out], { encoding: 'utf8' })) as unknown;

  it('come back from CSV as Python reads it', async () => {
    assert.deepEqual((await write({ format: 'list', list: { form: 'csv' } })).refused, []);
    assert.deepEqual(python('csv'), HOSTILE);
  });

  it('come back from JSON', async () => {
    assert.deepEqual((await write({ format: 'list', list: { form: 'json' } })).refused, []);
    assert.deepEqual(python('json'), HOSTILE);
  });

  it('come back from the manifest', async () => {
    assert.deepEqual((await write({ format: 'manifest' })).refused, []);
    assert.deepEqual(python('manifest'), HOSTILE);
  });

  it('reach a program through xargs -0, absolute too', async () => {
    const echo = 'import json,sys;print(json.dumps(sys.argv[1:]))';
    const through = () =>
      JSON.parse(execFileSync('xargs', ['-0', 'python3', '-c', echo, '--'], { input: readFileSync(out), encoding: 'utf8' })) as string[];
    await write({ format: 'list', list: { form: 'nul' } });
    assert.deepEqual(through().slice(1), HOSTILE);
    out += '-absolute';
    await write({ format: 'list', list: { form: 'nul', paths: 'absolute' } });
    assert.deepEqual(
      through().slice(1),
      HOSTILE.map((name) => path.join(shoot.root, name)),
    );
  });

  it('come back from a plain list, but for those with line breaks, which are named', async () => {
    const { refused } = await write({ format: 'list' });
    const broken = HOSTILE.filter((name) => /[\r\n]/.test(name));
    assert.deepEqual(
      refused.map((it) => it.path),
      broken,
    );
    assert.match(refused[0]?.reason ?? '', /NUL-separated names, as JSON or as CSV/);
    const lines = execFileSync('python3', [
      '-c',
      'import json,sys;print(json.dumps(open(sys.argv[1],encoding="utf8",newline="\\n").read().split("\\n")))',
      out,
    ]);
    assert.deepEqual(JSON.parse(lines.toString()), [...HOSTILE.filter((name) => !broken.includes(name)), '']);
  });
});

describe('A list with scores', () => {
  let shoot: Scratch;
  let out: string;
  beforeEach(() => {
    shoot = new Scratch();
    out = path.join(shoot.dir, 'list');
  });
  afterEach(() => shoot.remove());

  const photo = photoView('d/A.NEF', {
    hash: 'f'.repeat(64),
    metadata: { ...NO_METADATA, timestamp: '2024-05-01T10:00:00.25', make: 'Canon', model: 'Canon EOS 6D', label: 'Zweite, "B"' },
    scores: { sharpness: 512.5, exposure: 0.75, noise: 0.125, phash: '0123456789abcdef', clippedShadows: 0, clippedHighlights: 0 },
    suggestion: PICK,
    decision: decided({ rating: 4 }),
  });
  const write = (form: 'csv' | 'json' | 'plain' | 'nul', photos = [photo, photoView('d/B.NEF')]) =>
    shoot.export(photos, { format: 'list', out, list: { form } });

  it('is RFC 4180 to the byte: header, CRLF after each record, quotes doubled, unknown empty', async () => {
    await write('csv');
    assert.equal(
      readFileSync(out, 'utf8'),
      [
        'path,exif_timestamp,camera,sharpness,exposure_score,noise_estimate,group_id,group_kind,suggestion,rank,reason,decision,rating,label,hash_blake3',
        `d/A.NEF,2024-05-01T10:00:00.25,Canon EOS 6D,512.5,0.75,0.125,,,pick,1,unique,,4,"Zweite, ""B""",${'f'.repeat(64)}`,
        'd/B.NEF,,,,,,,,,,,,,,',
        '',
      ].join('\r\n'),
    );
  });

  it('says the same as JSON', async () => {
    await write('json');
    const [row] = JSON.parse(readFileSync(out, 'utf8')) as Record<string, unknown>[];
    assert.deepEqual([row?.path, row?.sharpness, row?.rating, row?.label, row?.group_id], ['d/A.NEF', 512.5, 4, 'Zweite, "B"', null]);
  });

  it('replaces an earlier list of its own form, and nobody else’s', async () => {
    for (const form of ['csv', 'json', 'plain', 'nul'] as const) {
      await write(form, [photo]);
      assert.equal((await write(form, [photo])).unchanged.length, 1, form);
      assert.equal((await write(form)).written.length, 1, form);
      for (const strange of ['a,b\r\n', '[1]', '[]', '{}', 'd/A.NEF', '']) {
        writeFileSync(out, strange);
        assert.equal((await write(form)).refused.length, 1, `${form}: ${strange}`);
        assert.equal(readFileSync(out, 'utf8'), strange);
      }
      shoot.discard(out);
    }
  });
});

describe('The order of a list', () => {
  const photos = ['c.NEF', 'a.NEF', 'b.NEF'].map((name) => photoView(name, { suggestion: PICK }));
  let shoot: Scratch;
  beforeEach(() => {
    shoot = new Scratch();
  });
  afterEach(() => shoot.remove());

  it('is that of the paths, or that in which the photos were chosen', async () => {
    const text = async (request: Partial<ExportRequest>) => (await shoot.export(photos, { format: 'list', out: null, ...request })).text;
    assert.equal(await text({}), 'a.NEF\nb.NEF\nc.NEF\n');
    assert.equal(await text({ list: { order: 'choice' } }), 'c.NEF\na.NEF\nb.NEF\n');
    assert.match((await text({ list: { order: 'choice', form: 'csv' } })) ?? '', /\r\nc\.NEF,.*\r\na\.NEF,.*\r\nb\.NEF,/s);
    assert.match(
      (await text({ format: 'manifest', list: { order: 'choice' } })) ?? '',
      /a\.NEF.*b\.NEF.*c\.NEF/s,
      'a manifest has one order',
    );
  });
});
