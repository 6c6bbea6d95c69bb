import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Refusal } from '../../../../src/core/export/refusal';
import { patchXmp } from '../../../../src/core/export/xmp/patch';
import { readXmp } from '../../../../src/core/export/xmp/read';
import { NO_WISHES } from '../../../../src/core/export/xmp/wishes';
import { needSamples, samplesDir } from '../../../support/samples';
import { needExiftool } from '../exiftool';
import { EDITS, type Edit, FLAGS_TOO } from './edits';
import { allForms, packetIn } from './packets';

/** Of the 7,200 generated forms every so many are looked at: a step without a common divisor with the forms' numbers meets all values. */
const EXIFTOOL_STEP = 181;
const STEP = 11;

const patch = (bytes: Buffer, { wishes }: Pick<Edit, 'wishes'>) => patchXmp(bytes, wishes, FLAGS_TOO);

interface Entry {
  readonly name: string;
  readonly bytes: Buffer;
}

type Tags = Readonly<Record<string, unknown>>;

/** exiftool reads no XMP file in UTF-16 without a BOM of its own. */
const forExiftool = (bytes: Buffer): Buffer => {
  const text =
    bytes[1] === 0 || bytes[0] === 0xff
      ? bytes.toString('utf16le')
      : bytes[0] === 0xfe
        ? Buffer.from(bytes).swap16().toString('utf16le')
        : null;
  return text === null ? bytes : Buffer.from(text.replace('encoding="UTF-16"', 'encoding="UTF-8"'));
};

/** All tags of every file of a folder, in one run of exiftool. */
function tagsIn(dir: string): ReadonlyMap<string, Tags> {
  const json = spawnSync('exiftool', ['-q', '-struct', '-j', '-G1', '-a', '-ext', 'xmp', dir], {
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  }).stdout;
  const all = JSON.parse(json) as (Tags & { SourceFile: string })[];
  const own = (tags: Tags) =>
    Object.fromEntries(Object.entries(tags).filter(([name]) => !/^(System:|SourceFile|ExifTool:|File:)/.test(name)));
  return new Map(all.map((tags) => [path.basename(tags.SourceFile), own(tags)]));
}

interface Row {
  readonly n: number;
  readonly refused: readonly string[];
  readonly noOps: number;
  readonly edits: number;
  readonly onlyTheField: number;
  readonly others: readonly string[];
}

describe('A corpus of sidecars, each with every edit', () => {
  let dir: string;
  before(() => {
    dir = mkdtempSync(path.join(os.tmpdir(), 'qrate-corpus-'));
  });
  after(() => rmSync(dir, { recursive: true, force: true }));

  /** Patches every entry by every edit, lets exiftool compare, and prints one line of the table. */
  function measure(title: string, entries: readonly Entry[], edits: readonly Edit[] = EDITS): Row {
    const folder = path.join(dir, title.replaceAll(' ', '-'));
    mkdirSync(folder);
    const refused: string[] = [];
    const edited: { entry: string; edit: Edit; file: string }[] = [];
    let noOps = 0;
    for (const [index, { name, bytes }] of entries.entries()) {
      try {
        if (patch(bytes, { wishes: NO_WISHES }) === null) noOps += 1;
        writeFileSync(path.join(folder, `${index}.xmp`), forExiftool(bytes));
        for (const edit of edits) {
          const file = `${index}-${edit.name}.xmp`;
          writeFileSync(path.join(folder, file), forExiftool(patch(bytes, edit) ?? bytes));
          edited.push({ entry: `${index}.xmp`, edit, file });
        }
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        refused.push(`${name}: ${error.message}`);
      }
    }
    const tags = tagsIn(folder);
    const others = edited.flatMap(({ entry, edit, file }) =>
      strangers(edit, tags.get(entry) ?? {}, tags.get(file) ?? {}).map((tag) => `${file} ${tag}`),
    );
    const row = {
      n: entries.length,
      refused,
      noOps,
      edits: edited.length,
      onlyTheField: edited.length - new Set(others.map((it) => it.split(' ')[0])).size,
      others,
    };
    console.log(
      `      ${title.padEnd(18)} n ${String(row.n).padStart(4)}, refused ${refused.length}, byte-equal no-ops ${noOps}/${entries.length - refused.length}, edits ${edited.length}, only the field ${row.onlyTheField}`,
    );
    return row;
  }

  const strangers = (edit: Edit, before: Tags, after: Tags): readonly string[] =>
    [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
      (key) => !edit.tags.includes(key) && JSON.stringify(before[key]) !== JSON.stringify(after[key]),
    );

  function assertClean(row: Row): void {
    assert.equal(row.noOps, row.n - row.refused.length);
    assert.deepEqual(row.others, []);
    assert.ok(row.edits > 0);
  }

  it('of generated forms: nothing refused, no-ops byte-equal, exiftool sees the field alone change', function () {
    needExiftool(this);
    this.timeout(240_000);
    const entries = allForms()
      .filter((_, index) => index % EXIFTOOL_STEP === 0)
      .map((form) => ({ name: JSON.stringify(form), bytes: packetIn(form) }));
    const row = measure('generated', entries);
    assert.deepEqual(row.refused, []);
    assertClean(row);
  });

  it('of real programs’ sidecars', function () {
    needExiftool(this);
    this.timeout(240_000);
    const samples = needSamples(this);
    const names = readdirSync(samples, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.xmp'))
      .sort();
    const row = measure(
      'sidecars',
      names.map((name) => ({ name, bytes: readFileSync(path.join(samples, name)) })),
    );
    for (const reason of row.refused) console.log(`        refused ${reason}`);
    assert.ok(row.refused.every((it) => it.includes('malformed')));
    assertClean(row);
  });

  it('of packets embedded in photos', function () {
    needExiftool(this);
    this.timeout(240_000);
    const samples = needSamples(this);
    const out = path.join(dir, 'embedded');
    mkdirSync(out);
    const folders = ['jpeg_exif', 'heic_avif', 'corpus_cc0'].map((it) => path.join(samples, it));
    spawnSync('exiftool', ['-q', '-q', '-r', '-b', '-xmp', '-w', path.join(out, '%f_%e.xmp'), ...folders]);
    const entries = readdirSync(out)
      .sort()
      .map((name) => ({ name, bytes: readFileSync(path.join(out, name)) }));
    const row = measure('embedded packets', entries, EDITS.slice(0, 1));
    for (const reason of row.refused) console.log(`        refused ${reason}`);
    assert.ok(row.refused.length < entries.length / 10);
    assertClean(row);
  });

  it('of every eleventh of 7,200 forms: an edit is a splice of one place or two, reads back, and undone gives the same bytes', function () {
    this.timeout(240_000);
    const forms = allForms().filter((_, index) => index % STEP === 0);
    for (const form of forms) {
      const bytes = packetIn(form);
      const rated = patch(bytes, { wishes: { ...NO_WISHES, rating: { value: 4, mode: 'set' } } });
      const label = JSON.stringify(form);
      assert.ok(rated, label);
      assert.equal(readXmp(rated).rating, 4, label);
      assert.equal(patch(rated, { wishes: { ...NO_WISHES, rating: { value: 4, mode: 'set' } } }), null, label);
      const was = { attribute: 2, 'single quotes': 2, element: 2, 'empty element': null, absent: null }[form.rating];
      const back = patch(rated, { wishes: { ...NO_WISHES, rating: { value: was, mode: 'set' } } });
      if (form.rating === 'empty element') assert.equal(readXmp(back ?? bytes).hasRating, false, label);
      else if (form.prefix !== 'q' || form.rating !== 'absent') assert.deepEqual(back, bytes, label);
      const worded = patch(bytes, EDITS.find(({ name }) => name === 'keyword') ?? { wishes: NO_WISHES });
      assert.ok(worded, label);
      const without = patch(worded, { wishes: { ...NO_WISHES, keywords: { add: [], remove: ['qrate|pick'] } } });
      if (form.keywords === 'bag')
        assert.match(textOf(without ?? worded), /<rdf:li>sea<\/rdf:li>\s*<rdf:li>pick<\/rdf:li>\s*<\/rdf:Bag>/, label);
    }
  });

  const textOf = (bytes: Buffer): string => forExiftool(bytes).toString();

  it('is looked at by an exiftool that can tell', function () {
    needExiftool(this);
    const version = execFileSync('exiftool', ['-ver'], { encoding: 'utf8' }).trim();
    console.log(`      exiftool ${version}${samplesDir === null ? ', no samples' : ''}`);
    assert.ok(Number(version) >= 12);
  });
});
