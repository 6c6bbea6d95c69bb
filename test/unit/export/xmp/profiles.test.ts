import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createXmp } from '../../../../src/core/export/xmp/create';
import { resolveStyle } from '../../../../src/core/export/xmp/detect';
import { colorOfText, LABEL_LANGUAGES, LABEL_SETS, parseLabelNames } from '../../../../src/core/export/xmp/labels';
import { DEFAULT_MAPPING, mappingSchema, parseMapping, wishesFor } from '../../../../src/core/export/xmp/mapping';
import { patchXmp } from '../../../../src/core/export/xmp/patch';
import { PROFILES, XMP_PROFILES, type XmpStyle } from '../../../../src/core/export/xmp/profiles';
import { readXmp } from '../../../../src/core/export/xmp/read';
import { NO_WISHES, type XmpWishes } from '../../../../src/core/export/xmp/wishes';
import { exiftoolTags, needExiftool } from '../exiftool';
import { companion, decided, PICK, photoView, Scratch } from '../shoots';

const style = (id: keyof typeof PROFILES, more: Partial<XmpStyle> = {}): XmpStyle => ({
  profile: PROFILES[id],
  labels: LABEL_SETS.en,
  flags: false,
  ...more,
});

const PICKED: XmpWishes = { ...NO_WISHES, label: { value: 'blue', mode: 'set' }, flag: { value: 'pick', mode: 'set' } };

describe('Sidecars for one program or another', () => {
  let dir: string;
  before(() => {
    dir = mkdtempSync(path.join(os.tmpdir(), 'qrate-profiles-'));
  });
  after(() => rmSync(dir, { recursive: true, force: true }));

  /** What exiftool reads in a new sidecar, toolkit aside. */
  function written(it: XmpStyle, wishes: XmpWishes = PICKED): Record<string, unknown> {
    const file = path.join(dir, 'new.xmp');
    writeFileSync(file, createXmp({ wishes, extension: null }, it) ?? '');
    const { 'XMP-x:XMPToolkit': _, ...tags } = exiftoolTags(file);
    return tags;
  }

  it('hold the properties that each program reads, for exiftool', function () {
    needExiftool(this);
    this.timeout(60_000);
    assert.deepEqual(written(style('lightroom')), { 'XMP-xmp:Label': 'Blue' });
    assert.deepEqual(written(style('lightroom', { flags: true })), {
      'XMP-xmp:Label': 'Blue',
      'XMP-xmpDM:Good': true,
      'XMP-xmpDM:Pick': 1,
    });
    assert.deepEqual(written(style('capture-one', { flags: true })), { 'XMP-xmp:Label': 'Blue' });
    assert.deepEqual(written(style('darktable')), { 'XMP-darktable:Colorlabels': [3], 'XMP-xmp:Label': 'Blue' });
    assert.deepEqual(written(style('digikam')), {
      'XMP-digiKam:ColorLabel': 5,
      'XMP-digiKam:PickLabel': 3,
      'XMP-xmp:Label': 'Blue',
    });
    assert.deepEqual(written(style('photo-mechanic')), {
      'XMP-photomech:ColorClass': '7 (Extras)',
      'XMP-photomech:Tagged': 'Yes',
      'XMP-xmp:Label': 'Blue',
    });
  });

  it('read back what they say, in every program’s words, and take it back', () => {
    for (const id of XMP_PROFILES) {
      for (const flag of ['pick', 'reject'] as const) {
        const bytes = createXmp({ wishes: { ...PICKED, flag: { value: flag, mode: 'set' } }, extension: null }, style(id, { flags: true }));
        assert.ok(bytes);
        const { color, flag: read } = readXmp(bytes);
        const hasFlag = PROFILES[id].flags.length > 0 && !(id === 'photo-mechanic' && flag === 'reject');
        assert.deepEqual([id, color, read], [id, 'blue', hasFlag ? flag : null]);
        const cleared = patchXmp(bytes, { ...PICKED, label: { value: null, mode: 'set' }, flag: { value: null, mode: 'set' } }, style(id));
        const after = readXmp(cleared ?? bytes);
        assert.deepEqual([id, after.color, after.label, after.flag], [id, null, null, null]);
      }
    }
  });

  it('keep the properties of other programs in step where they are there already', () => {
    const both = createXmp({ wishes: PICKED, extension: null }, style('digikam'));
    assert.ok(both);
    const patched = patchXmp(both, { ...NO_WISHES, label: { value: 'red', mode: 'set' }, flag: { value: 'reject', mode: 'set' } });
    assert.match(String(patched), /digiKam:PickLabel="1"/);
    assert.match(String(patched), /digiKam:ColorLabel="1"/);
    assert.doesNotMatch(String(patched), /xmpDM/);
  });

  it('write labels in the language of Lightroom’s interface, and leave a label that says so in another language', () => {
    const german = style('lightroom', { labels: LABEL_SETS.de });
    const bytes = createXmp({ wishes: PICKED, extension: null }, german);
    assert.equal(readXmp(bytes ?? Buffer.of()).label, 'Blau');
    assert.equal(patchXmp(bytes ?? Buffer.of(), PICKED, style('lightroom', { labels: LABEL_SETS.ja })), null);
  });

  it('know every language’s words and those of Bridge', () => {
    for (const language of LABEL_LANGUAGES)
      for (const [color, text] of Object.entries(LABEL_SETS[language])) assert.equal(colorOfText(text), color, `${language} ${text}`);
    assert.deepEqual(
      ['ROT', 'To Do', 'Gru\u0308n', 'Ausgedruckt'].map((it) => colorOfText(it)),
      ['red', 'purple', 'green', null],
    );
    assert.deepEqual(parseLabelNames('a, b,c ,d,e')?.green, 'c');
    assert.deepEqual([parseLabelNames('a,b'), parseLabelNames('a,a,b,c,d'), parseLabelNames('xx')], [null, null, null]);
  });

  it('add and take away qrate’s own words only', () => {
    const mapping = parseMapping('pick.keyword=qrate|pick,reject.keyword=qrate|reject,reject.label=none');
    const wish = (decision: ReturnType<typeof decided>) => wishesFor(photoView('A.NEF', { decision }), mapping);
    const bytes = createXmp({ wishes: wish(decided({ verdict: 'pick' })), extension: null }) ?? Buffer.of();
    const mine = Buffer.from(bytes.toString().replace(/(\s*)<rdf:li>qrate/, '$1<rdf:li>Zoë &amp; co</rdf:li>$1<rdf:li>pick</rdf:li>$&'));
    const rejected = patchXmp(mine, wish(decided({ verdict: 'reject' }))) ?? Buffer.of();
    assert.equal(rejected.toString(), mine.toString().replaceAll('qrate|pick', 'qrate|reject'));
    const undone = patchXmp(rejected, wish(decided({ rating: 3 }))) ?? Buffer.of();
    assert.match(undone.toString(), /<rdf:Bag>\s*<rdf:li>Zoë &amp; co<\/rdf:li>\s*<rdf:li>pick<\/rdf:li>\s*<\/rdf:Bag>/);
    assert.doesNotMatch(undone.toString(), /qrate\||lr:hierarchicalSubject/);
  });

  it('read a mapping from text, and refuse what is none', () => {
    assert.deepEqual(parseMapping('pick.rating=5,reject.rating=-1,flags=on'), {
      ...DEFAULT_MAPPING,
      pick: { ...DEFAULT_MAPPING.pick, rating: 5 },
      reject: { ...DEFAULT_MAPPING.reject, rating: -1 },
      flags: true,
    });
    assert.equal(parseMapping('pick.label=none').pick.label, null);
    assert.deepEqual(mappingSchema.parse({ pick: { rating: 5 } }).pick, { rating: 5, label: 'green', keyword: null });
    for (const text of [
      '',
      'pick',
      'pick.rating=6',
      'pick.rating=-1',
      'pick.stars=3',
      'best.rating=3',
      'flags=maybe',
      'pick.label=pink',
      'pick.keyword=a,b',
    ])
      assert.throws(() => parseMapping(text), /is no mapping/, text);
  });

  it('never say what the machine would reject', () => {
    const mapping = parseMapping('reject.rating=-1,reject.keyword=qrate|reject,flags=on,alternate.keyword=qrate|alternate');
    const wishes = wishesFor(photoView('A.NEF', { suggestion: { ...PICK, verdict: 'reject' } }), mapping);
    assert.deepEqual([wishes.rating, wishes.label, wishes.flag, wishes.keywords?.add], [null, null, null, []]);
    const alternate = wishesFor(photoView('A.NEF', { suggestion: { ...PICK, verdict: 'alternate' } }), mapping);
    assert.deepEqual([alternate.flag, alternate.keywords?.add], [null, ['qrate|alternate']]);
  });
});

describe('The profile of a shoot', () => {
  let shoot: Scratch;
  beforeEach(() => {
    shoot = new Scratch();
  });
  afterEach(() => shoot.remove());

  const packet = (toolkit: string, description: string) =>
    `<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="${toolkit}"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" ${description}/></rdf:RDF></x:xmpmeta>`;

  async function detected(...sidecars: readonly (readonly [photo: string, sidecar: string, text: string])[]) {
    const photos = sidecars.map(([photo, sidecar, text]) => {
      shoot.write(sidecar, text);
      return photoView(photo, { companions: [companion(sidecar)] });
    });
    const { profile, source, labels } = await resolveStyle(shoot.view(photos));
    return `${profile.id} ${source} ${labels.red}`;
  }

  it('is that of the program most sidecars come from, with its words', async () => {
    const lightroom = packet('Adobe XMP Core 7.0', 'xmp:CreatorTool="Adobe Lightroom Classic 13.1 (Windows)" xmp:Label="Grün"');
    const darktable = packet('XMP Core 4.4.0-Exiv2', 'xmlns:darktable="http://darktable.sf.net/" darktable:xmp_version="5"');
    const digikam = packet('XMP Core 4.4.0-Exiv2', 'xmlns:digiKam="http://www.digikam.org/ns/1.0/" digiKam:PickLabel="0"');
    const mechanic = packet(
      'XMP Core 5',
      'xmlns:photomechanic="http://ns.camerabits.com/photomechanic/1.0/" photomechanic:PMVersion="PM6"',
    );
    assert.equal(
      await detected(['a.NEF', 'a.xmp', lightroom], ['b.NEF', 'b.xmp', lightroom], ['c.NEF', 'c.NEF.xmp', darktable]),
      'lightroom detected Rot',
    );
    assert.equal(await detected(['a.NEF', 'a.NEF.xmp', darktable]), 'darktable detected Red');
    assert.equal(await detected(['a.NEF', 'a.NEF.xmp', digikam]), 'digikam detected Red');
    assert.equal(await detected(['a.NEF', 'a.xmp', mechanic]), 'photo-mechanic detected Red');
    assert.equal(await detected(['a.NEF', 'a.xmp', packet('', 'xmp:CreatorTool="Capture One 23 Macintosh"')]), 'capture-one detected Red');
  });

  it('is Lightroom’s for want of a sign: no sidecars, broken ones, or qrate’s own', async () => {
    assert.equal(await detected(), 'lightroom default Red');
    assert.equal(
      await detected(['a.NEF', 'a.xmp', 'broken'], ['b.NEF', 'b.xmp', packet('qrate', 'xmp:Rating="3"')]),
      'lightroom default Red',
    );
  });

  it('names new sidecars as its program does, so that a CR2 and a DNG of one stem both get theirs', async () => {
    mkdirSync(path.join(shoot.root, 'day'));
    const photos = ['day/A.CR2', 'day/A.DNG'].map((name) => photoView(name, { decision: decided({ rating: 2 }) }));
    const report = await shoot.export(photos, { format: 'xmp', out: null, xmp: { profile: 'darktable' } });
    assert.deepEqual(
      report.written.map((it) => path.relative(shoot.root, it)),
      ['day/A.CR2.xmp', 'day/A.DNG.xmp'],
    );
  });

  it('is said in the plan where it was found, and kept between plan and write', async () => {
    shoot.write('A.NEF.xmp', packet('XMP Core 4.4.0-Exiv2', 'xmlns:darktable="http://darktable.sf.net/" darktable:xmp_version="5"'));
    const photos = [
      photoView('A.NEF', { companions: [companion('A.NEF.xmp')] }),
      photoView('B.NEF', { decision: decided({ label: 'red' }) }),
    ];
    const plan = await shoot.plan(photos, { format: 'xmp', out: null });
    assert.match(plan.notes.join(), /Written for darktable, as a sidecar of this shoot suggest/);
    shoot.write('A.NEF.xmp', 'gone');
    assert.deepEqual((await shoot.apply(plan, photos)).written, [path.join(shoot.root, 'B.NEF.xmp')]);
  });
});
