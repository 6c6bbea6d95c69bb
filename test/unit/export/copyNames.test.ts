import assert from 'node:assert/strict';
import fc from 'fast-check';
import { QrateError } from '../../../src/core/errors';
import { createLayout, targetIn } from '../../../src/core/export/copy/layout';
import { nameFault } from '../../../src/core/export/copy/safeName';
import { parseTemplate, renderTemplate } from '../../../src/core/export/copy/template';
import { TOKENS } from '../../../src/core/export/copy/tokens';
import { Refusal } from '../../../src/core/export/refusal';
import { NO_METADATA, type PhotoView } from '../../../src/core/model';
import { decided, PICK, photoView } from './shoots';

const full = photoView('weddings/Anna/IMG_0042.NEF', {
  hash: `abc${'0'.repeat(61)}`,
  metadata: {
    ...NO_METADATA,
    timestamp: '2024-05-01T08:05:09.25+02:00',
    make: 'NIKON CORPORATION',
    model: 'NIKON D7100',
    serial: '6012345',
    lens: 'EF24-105mm f/4L IS USM',
    iso: 800,
    focalLength: 52.5,
    drive: { mode: 'continuous', sequenceNumber: 3, shotCount: null, bracketValue: null },
  },
  suggestion: PICK,
  decision: decided({ rating: 4, label: 'green' }),
});
const bare = photoView('x.NEF');
const render = (template: string, photo: PhotoView = full, place: { counter: number; total: number } = { counter: 7, total: 12 }) =>
  renderTemplate(parseTemplate(template), { photo, ...place });

describe('A template of names', () => {
  const CASES: readonly (readonly [string, string, string])[] = [
    ['{date}', '2024-05-01', 'unknown'],
    ['{time}', '08-05-09', 'unknown'],
    ['{year}{month}{day}-{hour}{minute}{second}.{millis}', '20240501-080509.250', 'unknownunknownunknown-unknownunknownunknown.unknown'],
    ['{camera}', 'NIKON D7100', 'unknown'],
    ['{model}', 'NIKON D7100', 'unknown'],
    ['{serial}', '6012345', 'unknown'],
    ['{lens}', 'EF24-105mm f_4L IS USM', 'unknown'],
    ['{lens|no lens}', 'EF24-105mm f_4L IS USM', 'no lens'],
    ['{lens:8}', 'EF24-105', 'unknown'],
    ['{iso}', '800', 'unknown'],
    ['{focal}', '52.5', 'unknown'],
    ['{sequence:2}', '03', 'unknown'],
    ['{name}', 'IMG_0042', 'x'],
    ['{number}', '0042', 'unknown'],
    ['{folder}', 'Anna', 'unknown'],
    ['{counter}', '0007', '0007'],
    ['{counter:6}', '000007', '000007'],
    ['{rating}', '4', '0'],
    ['{label|-}', 'green', '-'],
    ['{verdict}', 'pick', 'unknown'],
    ['{rank}', '1', 'unknown'],
    ['{hash:4}', 'abc0', 'unknown'],
    ['a {{b}} c', 'a {b} c', 'a {b} c'],
  ];
  for (const [template, known, unknown] of CASES) {
    it(`${template} → ${known}, or ${unknown}`, () => assert.deepEqual([render(template), render(template, bare)], [known, unknown]));
  }

  it('tries every token there is', () => {
    for (const token of Object.keys(TOKENS))
      assert.ok(
        CASES.some(([template]) => template.includes(`{${token}`)),
        token,
      );
  });

  it('follows a corrected clock', () => {
    assert.equal(render('{date}_{time}', { ...full, clockOffset: -9 * 3600 }), '2024-04-30_23-05-09');
  });

  it('counts wide enough for the whole export', () => {
    assert.equal(render('{counter}', full, { counter: 7, total: 123_456 }), '000007');
  });

  it('says what is wrong with one', () => {
    const wrong: readonly (readonly [string, RegExp])[] = [
      ['', /must not be empty/],
      ['{', /stands alone/],
      ['a}', /stands alone/],
      ['{nothing}', /is no token\. There are: date, time/],
      ['{Date}', /is no token/],
      ['{date:}', /is no token/],
      ['{}', /is no token/],
      ['{date:200}', /is no token/],
    ];
    for (const [template, message] of wrong) {
      assert.throws(
        () => parseTemplate(template),
        (error) => error instanceof QrateError && error.code === 'usage' && message.test(error.message),
        template,
      );
    }
  });
});

describe('A name that qrate makes', () => {
  const HOSTILE = [
    '',
    '.',
    '..',
    'a/b',
    'a\\b',
    'a:b',
    'a\nb',
    'a\0b',
    'a?',
    'a.',
    'a ',
    ' a',
    'CON',
    'nul.NEF',
    'Com1.tar.gz',
    'LPT³.jpg',
    '.qrate',
    'é'.repeat(128),
  ];
  for (const name of HOSTILE) it(`is never ${JSON.stringify(name).slice(0, 30)}`, () => assert.notEqual(nameFault(name), null));

  it('may be anything else', () => {
    for (const name of ['a', '-rf', 'console.NEF', 'COM10.NEF', '.hidden', 'é'.repeat(127), 'a b', '🐈.NEF', '#1 (final)']) {
      assert.equal(nameFault(name), null, name);
    }
  });

  const structures = ['flat', 'preserved', 'date', '{folder}', '{lens}/{camera}', '{name}/{label}'];
  const templates = ['{name}', '{lens}_{counter}', '{camera} {model}', '{label|x}', '{folder}', '{serial}{name}'];

  it('holds for every photo and template: one safe name below the destination, or a refusal', () => {
    const word = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.constantFrom('..', 'CON', 'a/b', '\0', 'nul.', ' ', '\u202e'));
    const photo = fc.record({ name: word.filter((name) => name !== ''), lens: word, model: word, label: word });
    fc.assert(
      fc.property(photo, fc.constantFrom(...structures), fc.constantFrom(...templates), (made, structure, template) => {
        const view = photoView(`d/${made.name.replaceAll('/', '_')}.NEF`, {
          metadata: { ...NO_METADATA, lens: made.lens, model: made.model, serial: made.model, label: made.label },
        });
        try {
          const place = createLayout([view], { structure, name: template })(view);
          const target = targetIn('/out', place, { primary: `/shoot/${view.path}`, source: `/shoot/${view.path}`, copy: 1 });
          assert.ok(target.startsWith('/out/') && target.endsWith('.NEF'), target);
          for (const part of target.slice('/out/'.length).split('/'))
            assert.equal(structure === 'preserved' && part === 'd' ? null : nameFault(part), null);
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
        }
      }),
      { numRuns: 500, seed: 7 },
    );
  });
});

describe('Where a photo goes', () => {
  const place = (structure: string, photo = full) => createLayout([photo], { structure, name: null })(photo).folder;

  it('keeps the folders, drops them, or makes new ones', () => {
    assert.deepEqual(
      ['preserved', 'flat', 'date', '{year}/{camera}', '{folder} of {year}'].map((structure) => place(structure)),
      ['weddings/Anna', '', '2024-05-01', '2024/NIKON D7100', 'Anna of 2024'],
    );
    assert.deepEqual([place('date', bare), place('preserved', bare)], ['undated', '']);
  });

  it('never leads out of the destination', () => {
    for (const structure of ['../{year}', '/{year}', '{year}//{day}', '{year}/../..', '{year}/', 'tidy', '']) {
      assert.throws(
        () => place(structure),
        (error) => error instanceof QrateError && error.code === 'usage',
        structure,
      );
    }
    assert.throws(() => createLayout([], { structure: 'flat', name: 'a/{name}' }), /holds a separator/);
  });

  const name = (stem: string | null, file: string, copy = 1) =>
    targetIn('/out', { folder: 'f', stem }, { primary: '/shoot/IMG_1.NEF', source: `/shoot/${file}`, copy });

  it('renames companions like their photo', () => {
    assert.deepEqual(
      ['IMG_1.NEF', 'IMG_1.JPG', 'img_1.xmp', 'IMG_1.NEF.xmp'].map((file) => name('new', file)),
      ['/out/f/new.NEF', '/out/f/new.JPG', '/out/f/new.xmp', '/out/f/new.NEF.xmp'],
    );
  });

  it('numbers a photo and its companions alike', () => {
    assert.deepEqual(
      ['IMG_1.NEF', 'IMG_1.NEF.xmp'].map((file) => name(null, file, 3)),
      ['/out/f/IMG_1-3.NEF', '/out/f/IMG_1-3.NEF.xmp'],
    );
    assert.equal(name('new', 'IMG_1.NEF', 2), '/out/f/new-2.NEF');
  });

  it('leaves an original name as it is, however odd', () => {
    const odd = 'a\n"?.NEF';
    assert.equal(targetIn('/out', { folder: '', stem: null }, { primary: `/s/${odd}`, source: `/s/${odd}`, copy: 1 }), `/out/${odd}`);
  });
});
