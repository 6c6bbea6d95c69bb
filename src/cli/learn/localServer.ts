import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Transport } from '../../protocol/messages';
import { admit } from './guard';
import { pageHeaders, pageHtml } from './pageHtml';
import type { ServedPictures } from './pictures';

export interface LocalServerOptions {
  readonly title: string;
  /** Folder of the page's bundles. */
  readonly assets: string;
  readonly pictures: ServedPictures;
  /** A page has come; the one before it is deaf from now on. What it returns ends the conversation. */
  readonly onPage: (transport: Transport) => () => void;
  readonly log: (message: string) => void;
}

/** No message of the page is longer. */
const LONGEST_MESSAGE = 64 * 1024;
const ASSETS: Readonly<Record<string, string>> = {
  'pickerLocal.js': 'text/javascript',
  'pickerLocal.css': 'text/css',
  'toolkit.js': 'text/javascript',
};

interface Conversation {
  readonly response: ServerResponse;
  hear(message: unknown): void;
  end(): void;
}

/** Serves one page, its pictures and its conversation on this machine alone, under an address that cannot be guessed. */
export class LocalServer {
  readonly #options: LocalServerOptions;
  readonly #server: Server;
  readonly #token = randomBytes(24).toString('base64url');
  readonly #nonce = randomBytes(16).toString('base64');
  #conversation: Conversation | null = null;

  private constructor(options: LocalServerOptions) {
    this.#options = options;
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch((error: unknown) => {
        options.log(`page: ${error instanceof Error ? error.message : String(error)}`);
        response.destroy();
      });
    });
  }

  static async start(options: LocalServerOptions): Promise<LocalServer> {
    const server = new LocalServer(options);
    await new Promise<void>((resolve, reject) => {
      server.#server.once('error', reject);
      server.#server.listen(0, '127.0.0.1', resolve);
    });
    return server;
  }

  get address(): string {
    return `http://127.0.0.1:${this.#port}/${this.#token}/`;
  }

  /** Lets the page hear what it was told last, then ends. */
  async close(): Promise<void> {
    this.#endConversation();
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeIdleConnections();
    setTimeout(() => this.#server.closeAllConnections(), 500).unref();
    await closed;
  }

  get #port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(pageHeaders(this.#nonce))) response.setHeader(name, value);
    const admission = admit(request, { port: this.#port, token: this.#token });
    if ('refused' in admission) return void response.writeHead(admission.refused).end();
    const { wanted } = admission;
    if (request.method === 'POST') return wanted === 'message' ? this.#hear(request, response) : void response.writeHead(405).end();
    if (wanted === 'events') return this.#converse(response);
    if (wanted === '') return send(response, 'text/html; charset=utf-8', pageHtml(this.#options.title, this.#nonce));
    const type = Object.hasOwn(ASSETS, wanted) ? ASSETS[wanted] : undefined;
    if (type !== undefined) return send(response, `${type}; charset=utf-8`, await readFile(path.join(this.#options.assets, wanted)));
    return this.#picture(wanted, response);
  }

  async #picture(wanted: string, response: ServerResponse): Promise<void> {
    const found = wanted.startsWith('picture/') ? this.#options.pictures.get(wanted.slice('picture/'.length)) : undefined;
    if (found === undefined) return void response.writeHead(404).end();
    const stream = createReadStream(found.file);
    stream.once('open', () => response.writeHead(200, { 'content-type': found.type, 'cache-control': 'private, max-age=3600' }));
    try {
      await pipeline(stream, response);
    } catch (error) {
      // The cache may have dropped it, or the page may be gone.
      if (!response.headersSent) response.writeHead(404).end();
      else if (!response.destroyed) throw error;
    }
  }

  /** What the host says goes to the page as server-sent events. */
  #converse(response: ServerResponse): void {
    this.#endConversation();
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.flushHeaders();
    const listeners = new Set<(message: unknown) => void>();
    const end = this.#options.onPage({
      post: (message) => void response.write(`data: ${JSON.stringify(message)}\n\n`),
      onMessage: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    });
    const conversation: Conversation = {
      response,
      hear: (message) => {
        for (const listener of listeners) listener(message);
      },
      end,
    };
    this.#conversation = conversation;
    response.once('close', () => {
      if (this.#conversation === conversation) this.#endConversation();
    });
  }

  #endConversation(): void {
    this.#conversation?.end();
    this.#conversation?.response.end();
    this.#conversation = null;
  }

  async #hear(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await textOf(request);
    const message = body === null ? undefined : parsed(body);
    if (message === undefined || this.#conversation === null) return void response.writeHead(400).end();
    response.writeHead(204).end();
    this.#conversation.hear(message);
  }
}

const send = (response: ServerResponse, type: string, body: string | Buffer): void =>
  void response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' }).end(body);

/** `null` for a body that is too long. */
async function textOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LONGEST_MESSAGE) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

/** `undefined` for what is no JSON; the messenger checks the rest. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
