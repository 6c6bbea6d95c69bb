import assert from 'node:assert/strict';
import { PickerSession } from '../../../src/picker/pickerSession';
import { photoAt, pickerStep } from '../../../src/picker/pickerStep';
import { pickerHostReplies } from '../../../src/protocol/picker';
import { pickerTexts } from '../../../src/protocol/texts/pickerTexts';
import { ENGLISH } from '../../../src/protocol/texts/translator';
import { FakeTaste, neighbours, pickerPhotos, pickerShoot } from '../../support/fakeTaste';
import { photoView } from '../../support/photoViews';

const uris = { preview: (id: string) => `p/${id}`, thumb: (id: string) => `t/${id}`, full: () => 'f' };

const model = 'weddings';

describe('a step of the picker', () => {
  it('shows no verdict, rating or label that would sway', async () => {
    const [first, second] = pickerPhotos(2);
    assert.ok(first && second);
    const decided = { ...first, decision: { verdict: 'pick', rating: 5, label: 'green' } as const };
    const taste = new FakeTaste(neighbours([first, second]));
    const { pair } = pickerStep(await taste.question('default'), { photos: [decided, second] }, uris);
    assert.deepEqual(pair?.a.state, { suggested: null, decided: null, rating: null, label: null });
  });

  it('stands a picture upright by its orientation', async () => {
    const [first, second] = pickerPhotos(2);
    assert.ok(first?.metadata && second);
    const turned = { ...first, metadata: { ...first.metadata, orientation: 6 } };
    const { pair } = pickerStep(await new FakeTaste(neighbours([first, second])).question('m'), { photos: [turned, second] }, uris);
    assert.deepEqual(pair?.a.size, { width: 4000, height: 6000 });
  });

  it('has no pair where a photo has gone meanwhile', async () => {
    const photos = pickerPhotos(4);
    const step = pickerStep(await new FakeTaste(neighbours(photos)).question('m'), { photos: photos.slice(1) }, uris);
    assert.equal(step.pair, null);
    assert.equal(step.next?.question.a, photos[2]?.path);
  });

  it('finds a photo in the order of code units', () => {
    const photos = ['B.jpg', 'a.jpg', 'ä.jpg'].map((it) => photoView(it, null));
    for (const photo of photos) assert.equal(photoAt(photos, photo.path), photo);
    assert.equal(photoAt(photos, 'A.jpg'), undefined);
    assert.equal(photoAt([], 'a.jpg'), undefined);
  });
});

describe('the conversation of a picker', () => {
  const open = (bursts?: number) => {
    const photos = pickerPhotos(8);
    const taste = new FakeTaste(neighbours(photos));
    const shoot = pickerShoot(photos, taste);
    const session = new PickerSession({ shoot: async () => shoot, view: shoot.view, model, bursts, uris });
    return { taste, session };
  };
  const context = { signal: new AbortController().signal, progress: () => undefined };
  const about = { name: 'x', language: 'en', keys: 'page', cull: 'command', choosesModel: false, strings: pickerTexts(ENGLISH) } as const;

  it('fits its protocol, the texts of every host included', async () => {
    const snapshot = await open().session.snapshot(about);
    assert.deepEqual(pickerHostReplies.ready(snapshot), snapshot);
    assert.equal(snapshot.step.model, model);
  });

  it('writes an answer for the taste that the page showed, though another one is taught since', async () => {
    const { taste, session } = open();
    const { answer, undo } = session.handlers;
    const [first, second] = taste.questions;
    assert.ok(first && second);
    let release = () => {};
    taste.held = new Promise((resolve) => {
      release = resolve;
    });
    const given = [
      answer({ model, question: first, outcome: 'a' }, context),
      answer({ model, question: second, outcome: 'b' }, context),
      undo({ model }, context),
    ];
    session.use('landscapes');
    // On its way when the other one was chosen.
    given.push(answer({ model, question: second, outcome: 'a' }, context));
    release();
    assert.deepEqual(
      (await Promise.all(given)).map((step) => step.model),
      [model, model, model, model],
    );
    assert.equal((await session.step()).model, 'landscapes');
  });

  it('writes answers in the order in which they were given, however long one takes', async () => {
    const { taste, session } = open();
    await session.step();
    const { answer } = session.handlers;
    const [first, second] = taste.questions;
    assert.ok(first && second);
    let release = () => {};
    taste.held = new Promise((resolve) => {
      release = resolve;
    });
    const turn = () => new Promise((resolve) => setImmediate(resolve));
    const answers = [answer({ model, question: first, outcome: 'a' }, context)];
    while (taste.begun === 0) await turn();
    taste.held = Promise.resolve();
    answers.push(answer({ model, question: second, outcome: 'b' }, context));
    await turn();
    assert.equal(taste.begun, 1, 'the second waits for the first');
    release();
    await Promise.all(answers);
    assert.deepEqual(
      taste.answers.map(({ outcome }) => outcome),
      ['a', 'b'],
    );
    assert.equal(session.answers, 2);
  });

  it('goes on after an answer that could not be written, and does not count it', async () => {
    const { taste, session } = open();
    await session.step();
    taste.refuse = 'The disk is full.';
    const [question] = taste.questions;
    assert.ok(question);
    await assert.rejects(session.handlers.answer({ model, question, outcome: 'a' }, context), /The disk is full/);
    const { answered } = await session.handlers.answer({ model, question, outcome: 'a' }, context);
    assert.deepEqual([answered, session.answers], [1, 1]);
    await session.handlers.undo({ model }, context);
    assert.equal(session.answers, 0);
    await session.handlers.answer({ model, question, outcome: 'skip' }, context);
    assert.equal(session.answers, 0, 'what is skipped is not answered');
  });
});
