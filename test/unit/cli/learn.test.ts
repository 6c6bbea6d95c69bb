import assert from 'node:assert/strict';
import { hasDisplay } from '../../../src/cli/learn/browser';
import { admit } from '../../../src/cli/learn/guard';
import { askInBrowser } from '../../../src/cli/learn/inBrowser';
import { askInTerminal } from '../../../src/cli/learn/inTerminal';
import { keyOf, splitKeys, type TerminalKey } from '../../../src/cli/learn/keys';
import { ServedPictures } from '../../../src/cli/learn/pictures';
import { FakeTaste, neighbours, pickerPhotos, pickerShoot } from '../../support/fakeTaste';

describe('qrate learn in the terminal', () => {
  async function* typed(...keys: readonly TerminalKey[]) {
    yield* keys;
  }
  const ask = async (keys: readonly TerminalKey[], change: (taste: FakeTaste) => void = () => undefined, count = 6) => {
    const photos = pickerPhotos(count);
    const taste = new FakeTaste(neighbours(photos));
    change(taste);
    const said: string[] = [];
    const { view } = pickerShoot(photos, taste);
    const given = await askInTerminal({ taste, view, model: 'default', bursts: 50, keys: typed(...keys), say: (line) => said.push(line) });
    return { given, taste, said: said.join('\n') };
  };

  it('names both photos with their facts, and writes what is pressed', async () => {
    const { given, taste, said } = await ask(['a', 'b', 'quit']);
    assert.match(said, /1 {2}day\/IMG_0001\.JPG {2}14:03:12\.10 · ISO 200\n {2}2 {2}day\/IMG_0002\.JPG {2}14:03:12\.11 · ISO 400/);
    assert.equal(given, 2);
    assert.deepEqual(
      taste.answers.map(({ question, outcome }) => [question.a, outcome]),
      [
        ['day/IMG_0001.JPG', 'a'],
        ['day/IMG_0003.JPG', 'b'],
      ],
    );
  });

  it('ends by itself where nothing is left, and with the input', async () => {
    assert.match((await ask(['a', 'tie', 'skip', 'a'])).said, /Every pair is answered\.$/);
    assert.equal((await ask(['a'])).given, 1);
    assert.equal((await ask(['a', 'skip', 'tie'])).given, 2, 'what is skipped is not answered');
    assert.match((await ask([], undefined, 1)).said, /fewer than two photos/);
  });

  it('takes back, says so where there is nothing, and explains its keys', async () => {
    const { given, taste, said } = await ask(['undo', 'a', 'undo', 'unknown', 'tie', 'quit']);
    assert.match(said, /Not saved: There is no answer to take back\.[\s\S]*Taken back\.[\s\S]*Press 1 or 2/);
    assert.deepEqual([given, taste.answers.length, taste.answers[0]?.outcome], [1, 1, 'tie']);
  });

  it('asks again what could not be written', async () => {
    const { given, taste, said } = await ask(['a', 'a', 'quit'], (it) => Object.assign(it, { refuse: 'The disk is full.' }));
    assert.match(said, /Not saved: The disk is full\./);
    assert.deepEqual([given, taste.answers.map(({ question }) => question.a)], [1, ['day/IMG_0001.JPG']]);
  });

  it('knows arrows, letters and keys that come at once', () => {
    assert.deepEqual(splitKeys('1\u001b[D\u001b[Ct').map(keyOf), ['a', 'a', 'b', 'tie']);
    assert.deepEqual(splitKeys('\u001bOD\u001bOB').map(keyOf), ['a', 'tie'], 'arrows in application mode');
    assert.deepEqual(['2', 'S', 'u', 'q', '', 'constructor'].map(keyOf), ['b', 'skip', 'undo', 'quit', 'unknown', 'unknown']);
  });

  it('takes no digit of another key for an answer', () => {
    // Home, Insert, Delete, F5, Ctrl+→, Shift+Alt+↓, Alt+1, Escape alone.
    for (const key of ['\u001b[1~', '\u001b[2~', '\u001b[3~', '\u001b[15~', '\u001b[1;5C', '\u001b[1;4B', '\u001b1', '\u001b'])
      assert.deepEqual(splitKeys(key).map(keyOf), ['unknown'], JSON.stringify(key));
  });
});

describe('where qrate learn asks', () => {
  it('is the browser only where somebody sits before it', () => {
    assert.equal(hasDisplay({ DISPLAY: ':0' }, 'linux'), true);
    assert.equal(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux'), true);
    assert.equal(hasDisplay({}, 'linux'), false);
    assert.equal(hasDisplay({ DISPLAY: ':10', SSH_CONNECTION: '1 2 3 4' }, 'linux'), false);
    assert.equal(hasDisplay({}, 'darwin'), true);
    assert.equal(hasDisplay({ SSH_TTY: '/dev/pts/1' }, 'darwin'), false);
  });
});

describe('qrate learn in the browser', () => {
  it('ends with the reason of the signal, and with that alone, where it comes before the page is served', async () => {
    const photos = pickerPhotos(4);
    const stop = new AbortController();
    const shoot = pickerShoot(photos, new FakeTaste(neighbours(photos)));
    const view = async () => {
      // In a turn of its own, so that what is next comes after the server was begun and before it is there.
      await Promise.resolve();
      process.nextTick(() => stop.abort(new Error('enough')));
      return shoot.shown;
    };
    const said: string[] = [];
    const unheard: unknown[] = [];
    const hear = (reason: unknown) => void unheard.push(reason);
    process.prependListener('unhandledRejection', hear);
    try {
      const asking = {
        shoot: { ...shoot, view },
        model: 'default',
        bursts: 5,
        signal: stop.signal,
        pages: '',
        log: (line: string) => said.push(line),
      };
      await assert.rejects(askInBrowser(asking), /enough/);
      await new Promise((resolve) => setImmediate(resolve));
    } finally {
      process.off('unhandledRejection', hear);
    }
    assert.deepEqual([unheard, said], [[], []]);
  });
});

describe('who may talk to the local page', () => {
  const door = { port: 4711, token: 'correct-horse' };
  const request = (url: string, headers: Record<string, string> = {}, method = 'GET') =>
    admit({ method, url, headers: { host: '127.0.0.1:4711', ...headers } }, door);

  it('is whoever was handed the address', () => {
    assert.deepEqual(request('/correct-horse/'), { wanted: '' });
    assert.deepEqual(request('/correct-horse/picture/ab.jpg', { 'sec-fetch-site': 'same-origin' }), { wanted: 'picture/ab.jpg' });
    assert.deepEqual(request('/correct-horse/message', { origin: 'http://127.0.0.1:4711' }, 'POST'), { wanted: 'message' });
  });

  it('is nobody without the token', () => {
    for (const url of [
      '/',
      '/correct-hors/',
      '/correct-horse',
      '/correct-horsf/',
      '//',
      '/correct-horse/?x',
      'http://127.0.0.1:4711/correct-horse/',
    ])
      assert.deepEqual(request(url), { refused: 404 }, url);
  });

  it('is no page of another site, and no name that was bound to this machine', () => {
    assert.deepEqual(request('/correct-horse/', { host: 'evil.example:4711' }), { refused: 403 });
    assert.deepEqual(request('/correct-horse/', { host: 'localhost:4711' }), { refused: 403 });
    assert.deepEqual(request('/correct-horse/', { host: '127.0.0.1' }), { refused: 403 });
    assert.deepEqual(request('/correct-horse/', { origin: 'http://evil.example' }), { refused: 403 });
    assert.deepEqual(request('/correct-horse/', { origin: 'null' }), { refused: 403 });
    assert.deepEqual(request('/correct-horse/', { 'sec-fetch-site': 'cross-site' }), { refused: 403 });
    assert.deepEqual(request('/correct-horse/message', {}, 'POST'), { refused: 403 });
    assert.deepEqual(request('/correct-horse/', {}, 'PUT'), { refused: 405 });
  });

  it('gets no file but those that its page was told of', () => {
    const pictures = new ServedPictures('/cache');
    const told = pictures.preview('ab12');
    assert.equal(told, 'picture/ab12.jpg');
    assert.equal(pictures.get('ab12.jpg')?.file, '/cache/ab/ab12.jpg');
    for (const name of ['ab13.jpg', '../../etc/passwd', 'ab12.thumb.jpg', '__proto__', ''])
      assert.equal(pictures.get(name), undefined, name);
    pictures.full('ab12', '/shoot/a.PNG');
    assert.deepEqual(pictures.get('ab12.full'), { file: '/shoot/a.PNG', type: 'image/png' });
  });
});
