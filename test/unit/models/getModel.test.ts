import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { QrateError } from '../../../src/core/errors';
import { checkedMirror, type GetOptions, getModel } from '../../../src/core/models/getModel';
import { ModelStore } from '../../../src/core/models/modelStore';
import { withFault } from '../../support/faults';
import { ModelServer } from './support/modelServer';
import { content, fileSpec, modelSpec } from './support/models';

const quick = { pauseMs: 1 } as const;

describe('getting a model', () => {
  const bytes = content();
  let folder = '';
  let server: ModelServer;
  let base = '';
  let store: ModelStore;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'qrate-models-'));
    server = new ModelServer(bytes);
    base = await server.start();
    store = new ModelStore(path.join(folder, 'models'), [modelSpec('net', [fileSpec('net.onnx', bytes, `${base}/pinned/net.onnx`)])]);
  });
  afterEach(async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const target = () => store.pathOf('net', 'net.onnx');
  const get = (options: GetOptions = {}) => getModel(store, 'net', { ...quick, ...options });
  const names = () => readdir(path.dirname(target()));
  const ranges = () => server.asked.map(({ range }) => range);
  /** As a process that was killed leaves it; no process has that number. */
  const leave = async (left: Uint8Array) => {
    await mkdir(path.dirname(target()), { recursive: true });
    await writeFile(`${target()}.0123abcd-4194999.part`, left);
  };

  it('fetches it whole, says how far it is, and leaves nothing but the file', async () => {
    const steps: number[] = [];
    const status = await get({ onProgress: ({ done, total }) => steps.push(done / total) });
    assert.equal(status.state, 'installed');
    assert.deepEqual(await readFile(target()), bytes);
    assert.deepEqual((await names()).sort(), ['checked.json', 'net.onnx']);
    assert.ok(steps.length > 1 && steps.at(-1) === 1 && steps.every((step, i) => i === 0 || step >= (steps[i - 1] ?? 0)));
    assert.deepEqual(server.asked, [{ path: '/pinned/net.onnx', range: null }]);
  });

  it('asks for nothing that is there', async () => {
    await get();
    assert.equal((await get()).state, 'installed');
    assert.equal(server.asked.length, 1);
  });

  it('goes on after what an ended process left', async () => {
    await leave(bytes.subarray(0, 700_000));
    assert.equal((await get()).state, 'installed');
    assert.deepEqual(ranges(), ['bytes=700000-']);
    assert.equal(server.sent, 300_000);
    assert.deepEqual((await names()).sort(), ['checked.json', 'net.onnx']);
  });

  it('asks for nothing when an ended process left all of it', async () => {
    await leave(bytes);
    assert.equal((await get()).state, 'installed');
    assert.deepEqual(ranges(), []);
  });

  it('begins anew where the server knows no ranges', async () => {
    await leave(bytes.subarray(0, 700_000));
    server.whim = (request, response) => {
      delete request.headers.range;
      server.serve(request, response);
      return true;
    };
    assert.equal((await get()).state, 'installed');
    assert.deepEqual(await readFile(target()), bytes);
  });

  it('begins anew where the server goes on at another place, or refuses the range', async () => {
    for (const refuse of [{ 'content-range': `bytes 5-${bytes.length - 1}/${bytes.length}` }, null]) {
      await store.remove('net');
      await leave(bytes.subarray(0, 700_000));
      server.whim = (request, response) => {
        if (request.headers.range === undefined) return false;
        response.writeHead(refuse ? 206 : 416, refuse ?? {}).end('rest');
        return true;
      };
      assert.equal((await get()).state, 'installed');
    }
  });

  it('fetches it once more when what was left turns out to be wrong', async () => {
    await leave(Buffer.alloc(700_000, 1));
    assert.equal((await get()).state, 'installed');
    assert.deepEqual(ranges(), ['bytes=700000-', null]);
    assert.deepEqual(await readFile(target()), bytes);
  });

  it('takes a connection up again that breaks, as long as something comes in', async () => {
    server.whim = (request, response) => server.asked.length <= 6 && server.cut(request, response, 100_000);
    assert.equal((await get()).state, 'installed');
    assert.ok(server.asked.length > 3, 'more tries than may bring nothing');
    assert.ok(
      ranges()
        .slice(1)
        .every((range) => range !== null),
    );
  });

  it('gives up on a server that does not answer, keeps what came in, and goes on the next time', async () => {
    server.whim = (request, response) => {
      if (server.asked.length === 1) return server.cut(request, response, 400_000);
      response.writeHead(503, 'Busy').end();
      return true;
    };
    await assert.rejects(
      get(),
      (error) => error instanceof QrateError && error.code === 'models' && /answers 503 Busy\. \d+ bytes are kept/.test(error.message),
    );
    assert.equal(existsSync(target()), false);
    server.whim = () => false;
    assert.equal((await get()).state, 'installed');
    assert.match(ranges().at(-1) ?? '', /^bytes=[1-9]/);
  });

  it('refuses other bytes of the same size, and keeps none of them', async () => {
    store = new ModelStore(store.folder, [modelSpec('net', [fileSpec('net.onnx', content(), `${base}/net.onnx`)])]);
    await assert.rejects(get(), { code: 'models', message: /net\.onnx cannot be used: its content is not what it must be\. Nothing/ });
    assert.equal((await store.status('net')).state, 'missing');
    const [left] = await names();
    assert.equal((await stat(path.join(store.folder, 'net', left ?? ''))).size, 0);
  });

  it('stops reading a file that is larger than it may be', async () => {
    store = new ModelStore(store.folder, [modelSpec('net', [fileSpec('net.onnx', bytes.subarray(0, 1000), `${base}/net.onnx`)])]);
    await assert.rejects(get(), { code: 'models', message: /larger than 1000 bytes/ });
  });

  it('says what the server answers when there is no such file, without trying again', async () => {
    server.whim = (_, response) => Boolean(response.writeHead(404, 'Not Found').end());
    await assert.rejects(get(), { code: 'models', message: /\/pinned\/net\.onnx cannot be used: the server answers 404 Not Found/ });
    assert.equal(server.asked.length, 1);
  });

  it('follows where it is sent', async () => {
    server.whim = (request, response) =>
      request.url?.startsWith('/pinned') === true && Boolean(response.writeHead(302, { location: '/elsewhere' }).end());
    assert.equal((await get()).state, 'installed');
    assert.deepEqual(
      server.asked.map((it) => it.path),
      ['/pinned/net.onnx', '/elsewhere'],
    );
  });

  it('is stopped within a second, in mid-stream and while it waits, and keeps what came in', async () => {
    for (const silent of [false, true]) {
      await store.remove('net');
      const controller = new AbortController();
      server.whim = (_, response) => {
        response.writeHead(200, { 'content-length': bytes.length });
        if (!silent) response.write(bytes.subarray(0, 300_000));
        else setImmediate(() => controller.abort(new Error('the person pressed Escape')));
        return true;
      };
      let pressed = performance.now();
      const onProgress = ({ done }: { readonly done: number }) => {
        if (done < 300_000 || controller.signal.aborted) return;
        pressed = performance.now();
        controller.abort(new Error('the person pressed Escape'));
      };
      await assert.rejects(get({ signal: controller.signal, onProgress }), /pressed Escape/);
      assert.ok(performance.now() - pressed < 1000);
      const sizes = await Promise.all((await names()).map(async (name) => (await stat(path.join(store.folder, 'net', name))).size));
      assert.deepEqual(sizes, [silent ? 0 : 300_000]);
    }
  });

  it('does not wait for ever for a server that fell silent', async () => {
    server.whim = (_, response) => Boolean(response.writeHead(200, { 'content-length': bytes.length }).write(bytes.subarray(0, 10)));
    await assert.rejects(get({ silenceMs: 50 }), { code: 'models', message: /nothing was heard for 50 ms/ });
  });

  it('fetches from a mirror, by id and name, also what has no public address', async () => {
    store = new ModelStore(store.folder, [modelSpec('net', [fileSpec('net.onnx', bytes)])]);
    await assert.rejects(get(), { code: 'models', message: /No public address of net\.onnx is known/ });
    assert.equal((await get({ mirror: `${base}/our/models` })).state, 'installed');
    assert.deepEqual(
      server.asked.map((it) => it.path),
      ['/our/models/net/net.onnx'],
    );
  });

  it('accepts only addresses as a mirror', () => {
    for (const wrong of ['our server', 'file:///models', 'ftp://a/', 'https://me:secret@a/'])
      assert.throws(() => checkedMirror(wrong), { code: 'bad-settings' });
    assert.equal(checkedMirror('https://a.org/b?c=1'), 'https://a.org/b/');
    assert.equal(checkedMirror('https://a.org'), 'https://a.org/');
  });

  it('lets two in one process and one in another get it at once, and each finds it whole', async () => {
    server.whim = (request, response) => {
      // All are under way before any is answered.
      if (server.asked.length < 3) waiting.push(() => server.serve(request, response));
      else for (const serve of [...waiting, () => server.serve(request, response)]) serve();
      return true;
    };
    const waiting: (() => void)[] = [];
    const child = fork(path.join(__dirname, 'support/getInProcess.js'), [store.folder, JSON.stringify(store.registry)], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const theirs = new Promise((resolve) => child.once('message', resolve));
    const states = await Promise.all([get(), get(), theirs]);
    assert.deepEqual(
      states.map((it) => (it as { state: string }).state),
      ['installed', 'installed', 'installed'],
    );
    assert.deepEqual(await readFile(target()), bytes);
    assert.deepEqual((await names()).sort(), ['checked.json', 'net.onnx']);
  });

  it('gets a model again that was changed afterwards, even where size and date are as they were', async () => {
    for (const seconds of [5, 0]) {
      const date = new Date('2026-05-09T10:00:00Z');
      await get();
      await utimes(target(), date, date);
      assert.equal((await store.status('net')).state, 'installed');
      await writeFile(target(), Buffer.concat([Buffer.from([(bytes[0] ?? 0) ^ 1]), bytes.subarray(1)]));
      const later = new Date(date.getTime() + 1000 * seconds);
      await utimes(target(), later, later);
      const { state, fault } = await store.status('net');
      assert.equal(state, seconds === 0 ? 'installed' : 'damaged');
      if (seconds > 0) assert.match(fault ?? '', /net\.onnx is damaged or was changed\. Get the model again/);
      assert.equal((await get()).state, 'installed');
      assert.deepEqual(await readFile(target()), bytes);
    }
  });

  it('fetches only those files of a model that are wanting', async () => {
    const other = content(10);
    store = new ModelStore(store.folder, [
      modelSpec('net', [fileSpec('tokens.json', other, `${base}/tokens`), fileSpec('net.onnx', bytes, `${base}/net`)]),
    ]);
    await mkdir(path.dirname(target()), { recursive: true });
    await writeFile(store.pathOf('net', 'tokens.json'), other);
    assert.deepEqual((await store.status('net')).wanting, ['net.onnx']);
    assert.equal((await get()).state, 'installed');
    assert.deepEqual(
      server.asked.map((it) => it.path),
      ['/net'],
    );
  });

  it('says so when the disk is full, wherever that happens, never shows half a file, and gets it when there is space', async () => {
    // Small enough to come in one piece, so that the calls are the same each time.
    const small = bytes.subarray(0, 1000);
    store = new ModelStore(store.folder, [modelSpec('net', [fileSpec('net.onnx', small, `${base}/net.onnx`)])]);
    server.whim = (_, response) => Boolean(response.end(small));
    const failed = new Set<string>();
    for (let at = 0; ; at++) {
      await store.remove('net');
      const fault = await withFault({ at, code: 'ENOSPC', forever: true, under: store.folder }, () => get());
      if (fault.failed === null) break;
      failed.add(fault.failed);
      if (fault.result.status === 'rejected') assert.match(String(fault.result.reason), /Cannot write .*the disk is full/);
      if (existsSync(target())) assert.deepEqual(await readFile(target()), small);
      assert.equal((await get()).state, 'installed');
    }
    assert.deepEqual([...failed].sort(), ['FileHandle.sync', 'FileHandle.write', 'mkdir', 'open', 'rename']);
  });
});
