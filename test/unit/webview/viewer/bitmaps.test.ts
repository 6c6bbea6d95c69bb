import assert from 'node:assert/strict';
import { Bitmaps } from '../../../../src/webview/viewer/bitmaps';

class Bitmap {
  closed = false;
  constructor(
    readonly width = 10,
    readonly height = 10,
  ) {}
  close(): void {
    this.closed = true;
  }
}

/** Room for this many bitmaps besides those that are kept. */
function cacheFor(count: number) {
  const asked: string[] = [];
  const waiting = new Map<string, { resolve: (bitmap: Bitmap) => void; reject: (error: Error) => void; signal: AbortSignal }>();
  const cache = new Bitmaps<Bitmap>({
    budget: 400 * count,
    decode: (uri, signal) => {
      asked.push(uri);
      return new Promise((resolve, reject) => waiting.set(uri, { resolve, reject, signal }));
    },
  });
  const load = async (uri: string): Promise<Bitmap> => {
    const bitmap = new Bitmap();
    const done = cache.load(uri);
    waiting.get(uri)?.resolve(bitmap);
    await done;
    return bitmap;
  };
  return { cache, load, asked, waiting };
}

describe('decoded pictures', () => {
  const owner = {};
  const warn = console.warn;
  afterEach(() => {
    console.warn = warn;
  });

  it('are decoded once, however often they are asked for', async () => {
    const { cache, load, asked } = cacheFor(2);
    cache.keep(owner, ['a']);
    const waits = cache.load('a');
    const bitmap = await load('a');
    await waits;
    await cache.load('a');
    assert.equal(cache.get('a'), bitmap);
    assert.deepEqual(asked, ['a']);
  });

  it('go when there are too many, the one that was used longest ago first, and are closed', async () => {
    const { cache, load } = cacheFor(2);
    cache.keep(owner, ['a', 'b', 'c']);
    const [a, b, c] = [await load('a'), await load('b'), await load('c')];
    cache.get('a');
    cache.keep(owner, []);
    assert.deepEqual([a.closed, b.closed, c.closed], [false, true, false]);
    assert.equal(cache.get('b'), null);
  });

  it('stay while somebody shows or expects them', async () => {
    const { cache, load } = cacheFor(0);
    cache.keep(owner, ['a']);
    const bitmap = await load('a');
    const other = {};
    cache.keep(other, ['a']);
    cache.keep(owner, ['x']);
    assert.equal(bitmap.closed, false);
    cache.keep(other, []);
    assert.equal(bitmap.closed, true);
  });

  it('stop loading when nobody expects them any more; who asks again gets them', async () => {
    const { cache, load, waiting, asked } = cacheFor(2);
    cache.keep(owner, ['a']);
    const given = cache.load('a');
    const first = waiting.get('a');
    cache.keep(owner, ['b']);
    assert.equal(first?.signal.aborted, true);
    const late = new Bitmap();
    first?.resolve(late);
    await given;
    assert.equal(late.closed, true);
    assert.equal(cache.get('a'), null);
    cache.keep(owner, ['a']);
    const bitmap = await load('a');
    assert.equal(cache.get('a'), bitmap);
    assert.deepEqual(asked, ['a', 'a']);
  });

  it('that cannot be had are said to have failed, and are not asked for again and again', async () => {
    const said: unknown[] = [];
    console.warn = (...words: unknown[]) => said.push(words);
    const { cache, waiting, asked } = cacheFor(2);
    cache.keep(owner, ['a']);
    const done = cache.load('a');
    waiting.get('a')?.reject(new Error('status 404'));
    await done;
    await cache.load('a');
    assert.equal(cache.failed('a'), true);
    assert.equal(cache.failed('b'), false);
    assert.deepEqual(asked, ['a']);
    assert.equal(said.length, 1);
  });
});
