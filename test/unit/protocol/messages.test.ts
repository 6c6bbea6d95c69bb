import assert from 'node:assert/strict';
import { Messenger, ProtocolError, RemoteError, type Transport } from '../../../src/protocol/messages';

interface Calculator {
  readonly half: { readonly request: number; readonly reply: number; readonly progress: string };
  readonly wait: { readonly request: null; readonly reply: number };
}
type Nothing = Record<never, never>;

const isNumber = (value: unknown): number => {
  if (typeof value !== 'number') throw new TypeError('not a number');
  return value;
};

/** Two ends of a wire that copies what it carries, as IPC and postMessage do. */
function wire(): [Transport, Transport] {
  const listeners: [Set<(message: unknown) => void>, Set<(message: unknown) => void>] = [new Set(), new Set()];
  const end = (mine: 0 | 1): Transport => ({
    post: (message) => {
      const copy = structuredClone(message);
      queueMicrotask(() => {
        for (const listener of listeners[1 - mine] ?? []) listener(copy);
      });
    },
    onMessage: (listener) => {
      listeners[mine].add(listener);
      return () => listeners[mine].delete(listener);
    },
  });
  return [end(0), end(1)];
}

function pair(onCancel: () => void = () => {}) {
  const [left, right] = wire();
  const broken: ProtocolError[] = [];
  const client = new Messenger<Calculator, Nothing>({
    transport: left,
    replies: { half: isNumber, wait: isNumber },
    requests: {},
    handlers: {},
    onProtocolError: (error) => broken.push(error),
  });
  new Messenger<Nothing, Calculator>({
    transport: right,
    replies: {},
    requests: { half: isNumber, wait: () => null },
    handlers: {
      half: async (value, { progress }) => {
        progress('halving');
        if (value === 13) throw Object.assign(new Error('unlucky'), { code: 'E13' });
        return value === 14 ? ('seven' as unknown as number) : value / 2;
      },
      wait: (_, { signal }) => new Promise(() => signal.addEventListener('abort', onCancel)),
    },
  });
  return { client, raw: right, broken };
}

describe('a messenger', () => {
  it('brings each reply to the request that asked for it', async () => {
    const { client } = pair();
    assert.deepEqual(await Promise.all([8, 2, 100].map((value) => client.request('half', value))), [4, 1, 50]);
  });

  it('tells progress before the reply', async () => {
    const told: string[] = [];
    await pair().client.request('half', 8, { onProgress: (text) => told.push(text) });
    assert.deepEqual(told, ['halving']);
  });

  it('carries an error back with its message and code', async () => {
    await assert.rejects(pair().client.request('half', 13), (error) => {
      assert.ok(error instanceof RemoteError);
      assert.deepEqual([error.message, error.code], ['unlucky', 'E13']);
      return true;
    });
  });

  it('refuses a request that does not fit its schema, at the other end', async () => {
    await assert.rejects(pair().client.request('half', 'eight' as unknown as number), { name: 'RemoteError', message: 'not a number' });
  });

  it('refuses a reply that does not fit its schema', async () => {
    await assert.rejects(pair().client.request('half', 14), ProtocolError);
  });

  it('answers an unknown method with an error', async () => {
    const client = pair().client as unknown as { request(method: string, body: unknown): Promise<unknown> };
    await assert.rejects(client.request('toString', 1), { name: 'RemoteError', code: 'no-method' });
  });

  it('rejects with the signal’s reason and tells the other end to stop', async () => {
    let cancelled = 0;
    const { client } = pair(() => cancelled++);
    const controller = new AbortController();
    const asked = client.request('wait', null, { signal: controller.signal });
    await client.request('half', 2);
    const reason = new Error('enough');
    controller.abort(reason);
    await assert.rejects(asked, reason);
    await client.request('half', 2);
    assert.equal(cancelled, 1);
    await assert.rejects(client.request('wait', null, { signal: controller.signal }), reason);
  });

  it('reports messages that belong to no protocol and goes on', async () => {
    const { client, raw, broken } = pair();
    for (const rubbish of [null, 'x', 7, {}, { kind: 'reply' }, { kind: 'dance', id: 1 }]) raw.post(rubbish);
    raw.post({ kind: 'reply', id: 999, body: 1 });
    assert.equal(await client.request('half', 6), 3);
    assert.equal(broken.length, 6);
  });

  it('rejects what waits when it is closed, and what is asked afterwards', async () => {
    const { client } = pair();
    const asked = client.request('wait', null);
    client.close(new Error('the panel was closed'));
    await assert.rejects(asked, /panel was closed/);
    await assert.rejects(client.request('half', 2), /panel was closed/);
  });
});
