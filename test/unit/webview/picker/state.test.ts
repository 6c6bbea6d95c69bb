import assert from 'node:assert/strict';
import type { PickerPair, PickerSnapshot, PickerStep } from '../../../../src/protocol/picker';
import { pickerTexts } from '../../../../src/protocol/texts/pickerTexts';
import { ENGLISH } from '../../../../src/protocol/texts/translator';
import { pageKey } from '../../../../src/webview/picker/keys';
import { comingPair, confirm, firstState, press, refuse, shownPair, update } from '../../../../src/webview/picker/state';
import { modelTexts } from '../../../../src/webview/picker/words';

const strings = pickerTexts(ENGLISH);
const picture = (key: string): PickerPair['a'] => ({
  key,
  name: key,
  preview: null,
  thumb: null,
  previewWidth: null,
  previewHeight: null,
  caption: '',
  state: { suggested: null, decided: null, rating: null, label: null },
  size: null,
  focusBoxes: [],
});
const pair = (a: string, b: string): PickerPair => ({ question: { a, b, source: 'burst' }, a: picture(a), b: picture(b) });
const step = (answered: number, shown: PickerPair | null, next: PickerPair | null): PickerStep => ({
  model: 'default',
  answered,
  goal: 50,
  left: 9,
  report: null,
  pair: shown,
  next,
});
const [p1, p2, p3, p4] = [pair('a', 'b'), pair('c', 'd'), pair('e', 'f'), pair('g', 'h')];
const snapshot = (of: PickerStep): PickerSnapshot => ({
  root: '/shoot',
  name: 'shoot',
  language: 'en',
  keys: 'host',
  cull: 'button',
  choosesModel: true,
  step: of,
  strings,
});
const start = firstState(snapshot(step(0, p1, p2)));

describe('the picker’s page as data', () => {
  it('shows the next pair at once, and what the host said only when it has said it', () => {
    const sent = press(start, 'a');
    assert.equal(shownPair(sent), p2);
    assert.equal(sent.step.answered, 0);
    assert.equal(comingPair(sent), null, 'what comes after it is not known yet');
    const after = confirm(sent, step(1, p2, p3));
    assert.deepEqual([shownPair(after), comingPair(after), after.step.answered], [p2, p3, 1]);
  });

  it('keeps one key for the pair that is seen meanwhile, and drops it where the host asks another', () => {
    const both = press(press(start, 'a'), 'b');
    assert.deepEqual(both.waiting, { pair: p2, outcome: 'b' });
    assert.deepEqual(confirm(both, step(1, pair('c', 'd'), p3)).waiting, { pair: p2, outcome: 'b' });
    assert.equal(confirm(both, step(1, p4, null)).waiting, null);
  });

  it('shows nothing of another model, whose answer was on its way when this one was chosen', () => {
    const other = { ...step(3, p3, p4), model: 'other' };
    const chosen = update(press(start, 'a'), snapshot(other));
    assert.equal(confirm(chosen, step(1, p2, p3)), chosen);
    assert.equal(shownPair(chosen), p3);
  });

  it('takes no key while the pair that is seen is already answered', () => {
    const blind = press(firstState(snapshot(step(0, p1, null))), 'a');
    assert.equal(shownPair(blind), p1);
    assert.equal(press(blind, 'b'), blind);
  });

  it('goes back to the pair whose answer was not written, and forgets what was pressed since', () => {
    const refused = refuse(press(press(start, 'a'), 'b'), 'The disk is full.');
    assert.deepEqual([shownPair(refused), refused.waiting, refused.problem], [p1, null, 'The disk is full.']);
  });

  it('takes no key while it trains or undoes, or when it has ended', () => {
    for (const busy of [{ training: { done: 0, total: 0 } }, { isUndoing: true }, { ended: 'done' as const }]) {
      const state = { ...start, ...busy };
      assert.equal(press(state, 'a'), state);
    }
  });

  it('does not fall back to an older step that crossed an answer on its way', () => {
    const sent = press(start, 'a');
    assert.equal(shownPair(update(sent, snapshot(step(0, p1, p2)))), p2);
    const other = { ...step(3, p4, null), model: 'weddings' };
    assert.equal(shownPair(update(sent, snapshot(other))), p4, 'another model begins anew');
  });
});

describe('the picker’s words about a model', () => {
  const report = {
    name: 'default',
    features: 'clip-vit-b32-int8',
    choices: 60,
    trainedAt: null,
    heldOut: { value: 0.78, low: 0.651, high: 0.869, pairs: 40 },
    technical: { value: 0.61, low: 0.4, high: 0.7, pairs: 40 },
    applies: true,
    verdict: 'Too few choices to tell.',
  };
  const words = (change: Partial<NonNullable<PickerStep['report']>>, answered = 60) =>
    modelTexts({ ...step(answered, null, null), report: { ...report, ...change } }, strings).join(' ');

  it('are plain, with the interval and the technical ranking beside it', () => {
    assert.equal(words({}), 'Agrees with you in 78 % (65–87 %) of 40 pairs it had not seen; sharpness and exposure alone: 61 %.');
  });

  it('say what it compares by where that is no vision model', () => {
    for (const features of ['classic-1', 'scores-1', 'classic-1.scores-1']) assert.match(words({ features }), /classic image statistics/);
    for (const features of ['mobilenet-1234abcd', 'classic-cars-1234abcd'])
      assert.doesNotMatch(words({ features }), /classic image statistics/);
  });

  it('say how many more choices help where it is not used', () => {
    assert.match(words({ applies: false }, 20), /a cull does not use it: about 30 more choices help/);
    assert.match(words({ applies: false }, 50), /about 25 more choices help/);
    assert.match(words({ applies: false, heldOut: null }, 12), /^Too few choices to tell\./);
  });

  it('say how far it is before anything was learned', () => {
    assert.match(modelTexts(step(12, p1, null), strings).join(' '), /about 50 answers.*38 to go/);
    assert.match(modelTexts(step(50, p1, null), strings).join(' '), /Enough answers/);
  });
});

describe('the keys of a page without an editor', () => {
  const key = (name: string, rest: Partial<KeyboardEvent> = {}) =>
    pageKey({ key: name, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, repeat: false, ...rest } as KeyboardEvent);

  it('are those of the editor', () => {
    assert.deepEqual(
      ['ArrowLeft', 'ArrowRight', 'ArrowDown', 's', 'U', 'z', 'Escape'].map((it) => key(it)),
      ['left', 'right', 'tie', 'skip', 'undo', 'zoom', 'done'],
    );
    assert.equal(key('z', { ctrlKey: true }), 'undo');
  });

  it('leave the browser its own, and answer once however long a key is held', () => {
    assert.equal(key('ArrowLeft', { altKey: true }), null);
    assert.equal(key('s', { ctrlKey: true }), null);
    assert.equal(key('ArrowLeft', { repeat: true }), null);
    assert.equal(key('constructor'), null);
  });
});
