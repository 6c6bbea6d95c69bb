import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LanguageModelError, type ModelFailure } from '../../../src/core/intent/languageModel';
import { askModel } from '../../../src/core/intent/model/askModel';
import { endpointModel } from '../../../src/core/intent/model/endpoint';
import type { Plan } from '../../../src/core/intent/plan';

const PLAN: Plan = { version: 1, recipe: { top: 5 } };
const KEY = 'sk-never-shown';
const parts = { sentence: 'die besten 5', now: '2026-05-12T12:00', vocabulary: null };

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

const whole =
  (text: string): Answer =>
  (response) =>
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ choices: [{ message: { content: text } }] }));

const streamed =
  (text: string): Answer =>
  (response) => {
    response.setHeader('content-type', 'text/event-stream');
    for (const content of text.match(/[\s\S]{1,5}/g) ?? [])
      response.write(`data: ${JSON.stringify({ choices: [{ delta: { content } }] })}\n\n`);
    response.end('data: [DONE]\n\n');
  };

const status =
  (code: number): Answer =>
  (response) =>
    response.writeHead(code).end(`no ${KEY}`);

describe('A language model behind an address', () => {
  let server: Server;
  let answers: Answer[] = [];
  let requests: { readonly url: string; readonly authorization: string | undefined; readonly body: string }[] = [];
  let closed = 0;

  before(async () => {
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      response.on('close', () => {
        closed += 1;
      });
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        requests.push({ url: request.url ?? '', authorization: request.headers.authorization, body: Buffer.concat(chunks).toString() });
        answers.shift()?.(response, request);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  beforeEach(() => {
    [answers, requests, closed] = [[], [], 0];
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/`;
  const model = (key: string | null = KEY) => endpointModel({ url: url(), model: 'small', key });
  const ask = (options = {}) => askModel(model(), parts, options);
  const failsWith = (reason: ModelFailure) => (error: unknown) => {
    assert.ok(error instanceof LanguageModelError, String(error));
    assert.equal(error.reason, reason);
    assert.ok(!`${error.message} ${error.stack} ${String(error.cause)}`.includes(KEY), 'the key is shown');
    return true;
  };

  it('is asked by the chat-completions protocol, and answers in pieces or at once', async () => {
    answers = [streamed(JSON.stringify(PLAN)), whole(JSON.stringify(PLAN))];
    assert.deepEqual((await ask()).plan, PLAN);
    assert.deepEqual((await askModel(model(null), parts)).plan, PLAN);
    const [first, second] = requests;
    assert.deepEqual([first?.url, first?.authorization, second?.authorization], ['/v1/chat/completions', `Bearer ${KEY}`, undefined]);
    const body = JSON.parse(first?.body ?? '') as { model: string; messages: readonly { role: string; content: string }[] };
    assert.deepEqual([body.model, body.messages.map(({ role }) => role)], ['small', ['system', 'user']]);
    assert.deepEqual(JSON.parse(body.messages[1]?.content ?? ''), { sentence: parts.sentence, today: parts.now });
  });

  it('may mend its answer once', async () => {
    answers = [streamed('{"version":1,'), streamed(JSON.stringify(PLAN))];
    assert.deepEqual([(await ask()).wasRepaired, requests.length], [true, 2]);
  });

  it('says which way it failed', async () => {
    for (const [answer, reason] of [
      [status(401), 'access'],
      [status(429), 'quota'],
      [status(404), 'settings'],
      [status(500), 'unreachable'],
      [(response) => response.destroy(), 'unreachable'],
      [(response) => response.end('<html>'), 'unreachable'],
      [(response) => response.writeHead(302, { location: 'http://elsewhere.invalid/' }).end(), 'unreachable'],
      [(response) => response.end(JSON.stringify({ choices: [{ message: { refusal: 'no' } }] })), 'refused'],
    ] satisfies readonly (readonly [Answer, ModelFailure])[]) {
      answers = [answer];
      await assert.rejects(ask(), failsWith(reason));
    }
    assert.equal(requests.length, 8);
  });

  it('that hangs or never stops is left, and the connection with it', async () => {
    answers = [() => undefined];
    await assert.rejects(ask({ timeoutMs: 100 }), failsWith('timeout'));
    answers = [
      (response) => {
        response.setHeader('content-type', 'text/event-stream');
        const send = () => {
          while (
            !response.destroyed &&
            response.write(`data: ${JSON.stringify({ choices: [{ delta: { content: 'x'.repeat(2000) } }] })}\n\n`)
          );
        };
        response.on('drain', send);
        send();
      },
    ];
    await assert.rejects(ask(), failsWith('too-long'));
    const cancel = new AbortController();
    answers = [() => cancel.abort()];
    await assert.rejects(ask({ signal: cancel.signal }), { name: 'AbortError' });
    while (closed < 3) await new Promise((resolve) => setImmediate(resolve));
  });

  it('shows no key to a network that reads along, and has no odd address', () => {
    assert.throws(() => endpointModel({ url: 'http://models.example/v1', model: 'm', key: KEY }), failsWith('settings'));
    assert.ok(endpointModel({ url: 'http://192.168.1.5:8080/v1', model: 'm', key: null }));
    for (const bad of ['', 'localhost:8080', 'file:///etc/passwd', 'https://me:secret@host/v1', 'ftp://host'])
      assert.throws(() => endpointModel({ url: bad, model: 'm', key: null }), failsWith('settings'), bad);
  });
});
