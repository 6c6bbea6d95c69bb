import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { QrateError } from '../errors';
import { storageError, writeAll } from '../index/durable';

/** What is fetched: its address, and what it must turn out to be. */
export interface DownloadSource {
  readonly url: string;
  /** Size in bytes. */
  readonly bytes: number;
  /** 64 lower-case hex digits. */
  readonly sha256: string;
}

export interface DownloadOptions {
  readonly signal?: AbortSignal | undefined;
  /** Bytes that are on the disk; what an earlier download left included. */
  readonly onBytes?: ((done: number) => void) | undefined;
  /** Longest time in ms without a byte. */
  readonly silenceMs?: number | undefined;
  /** Pause in ms before the first new try; it doubles with each. */
  readonly pauseMs?: number | undefined;
}

const SILENCE_MS = 30_000;
const PAUSE_MS = 1000;
/** Tries in a row that bring nothing new. */
const TRIES = 3;

/** Worth another try: the connection broke, the server is busy. Everything else will not get better by itself. */
class Interrupted extends Error {}

/**
 * Fetches into `part` and goes on after what is there already (HTTP Range, RFC 9110 §14); a server that does not know ranges sends
 * all of it again. A connection that breaks is taken up again. When it resolves, `part` holds exactly the bytes that were wanted, on
 * the disk. Rejects with the signal's reason, QrateError('models') or QrateError('storage'); what came in so far stays, except bytes
 * that are wrong.
 */
export async function download(source: DownloadSource, part: string, options: DownloadOptions = {}): Promise<void> {
  const handle = await open(part, 'a+').catch((error: unknown) => {
    throw storageError(part, error);
  });
  try {
    await new Download(source, handle, part, options).run();
  } finally {
    await handle.close();
  }
}

class Download {
  #hash: Hash = createHash('sha256');
  #done = 0;

  constructor(
    private readonly source: DownloadSource,
    private readonly handle: FileHandle,
    private readonly part: string,
    private readonly options: DownloadOptions,
  ) {}

  async run(): Promise<void> {
    const resumed = await this.#readLeft();
    await this.#fetchRest();
    if (this.#isRight()) return this.#write(() => this.handle.sync());
    await this.#restart();
    // What was there before may be the fault, so the whole is fetched once more.
    if (!resumed) throw this.#wrong('its content is not what it must be');
    await this.#fetchRest();
    if (this.#isRight()) return this.#write(() => this.handle.sync());
    await this.#restart();
    throw this.#wrong('its content is not what it must be');
  }

  /** Whether there is anything to go on after. */
  async #readLeft(): Promise<boolean> {
    const { size } = await this.handle.stat();
    if (size > this.source.bytes) await this.#restart();
    if (size === 0 || size > this.source.bytes) return false;
    for await (const chunk of createReadStream(this.part, { highWaterMark: 1 << 20 })) this.#hash.update(chunk as Buffer);
    this.#done = size;
    this.options.onBytes?.(size);
    return true;
  }

  async #fetchRest(): Promise<void> {
    for (let tries = 1, before = this.#done; this.#done < this.source.bytes; ) {
      try {
        await this.#fetchOnce();
      } catch (error) {
        this.options.signal?.throwIfAborted();
        if (!(error instanceof Interrupted)) throw error;
        if (this.#done > before) tries = 1;
        before = this.#done;
        if (tries++ >= TRIES) throw this.#unreachable(error);
        await pause((this.options.pauseMs ?? PAUSE_MS) * 2 ** (tries - 2), this.options.signal);
      }
    }
  }

  async #fetchOnce(): Promise<void> {
    const silence = new Silence(this.options.silenceMs ?? SILENCE_MS);
    const signal = AbortSignal.any([silence.signal, ...(this.options.signal ? [this.options.signal] : [])]);
    try {
      const response = await this.#ask(signal);
      silence.heard();
      await this.#place(response);
      await this.#take(response, silence);
    } finally {
      silence.end();
    }
  }

  async #ask(signal: AbortSignal): Promise<Response> {
    // Packed on the way, sizes and ranges would not be those of the file.
    const headers = { 'accept-encoding': 'identity', ...(this.#done > 0 ? { range: `bytes=${this.#done}-` } : {}) };
    const response = await fetch(this.source.url, { headers, signal }).catch((cause: unknown) => {
      throw new Interrupted(causeOf(cause), { cause });
    });
    if (response.ok || response.status === 416) return response;
    await response.body?.cancel();
    const answer = `the server answers ${response.status}${response.statusText ? ` ${response.statusText}` : ''}`;
    if (response.status === 429 || response.status >= 500) throw new Interrupted(answer);
    throw this.#wrong(answer);
  }

  /** Makes the file end where the answer begins. */
  async #place(response: Response): Promise<void> {
    const start = response.status === 206 ? Number(/^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '')?.[1]) : 0;
    if (start === this.#done && response.status !== 416) return;
    await this.#restart();
    if (start === 0 && response.status !== 416) return;
    await response.body?.cancel();
    throw new Interrupted('the server does not know where to go on');
  }

  async #take({ body }: Response, silence: Silence): Promise<void> {
    if (body === null) throw new Interrupted('the server sent nothing');
    const reader = body.getReader();
    for (;;) {
      const { done, value } = await reader.read().catch((cause: unknown) => {
        throw new Interrupted(causeOf(cause), { cause });
      });
      if (done) break;
      silence.heard();
      if (this.#done + value.length > this.source.bytes) {
        await reader.cancel();
        await this.#restart();
        throw this.#wrong(`it is larger than ${this.source.bytes} bytes`);
      }
      await this.#append(value);
    }
    if (this.#done < this.source.bytes) throw new Interrupted(`it ends after ${this.#done} of ${this.source.bytes} bytes`);
  }

  async #append(chunk: Uint8Array): Promise<void> {
    await this.#write(() => writeAll(this.handle, chunk));
    this.#hash.update(chunk);
    this.#done += chunk.length;
    this.options.onBytes?.(this.#done);
  }

  async #restart(): Promise<void> {
    await this.#write(() => this.handle.truncate(0));
    this.#hash = createHash('sha256');
    this.#done = 0;
    this.options.onBytes?.(0);
  }

  #isRight(): boolean {
    return this.#hash.copy().digest('hex') === this.source.sha256;
  }

  async #write<T>(work: () => Promise<T>): Promise<T> {
    return work().catch((error: unknown) => {
      throw storageError(this.part, error);
    });
  }

  #wrong(why: string): QrateError {
    return new QrateError('models', `${this.source.url} cannot be used: ${why}. Nothing of it was installed.`);
  }

  #unreachable(cause: Interrupted): QrateError {
    const kept = this.#done > 0 ? ` ${this.#done} bytes are kept; the next try goes on after them.` : '';
    return new QrateError('models', `${this.source.url} cannot be fetched: ${cause.message}.${kept}`, { cause });
  }
}

/** Aborts when nothing was heard for so long. */
class Silence {
  readonly #controller = new AbortController();
  #timer: NodeJS.Timeout;

  constructor(private readonly ms: number) {
    this.#timer = this.#start();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  heard(): void {
    clearTimeout(this.#timer);
    this.#timer = this.#start();
  }

  /** Lets go of the connection, too, where somebody stopped listening. */
  end(): void {
    clearTimeout(this.#timer);
    this.#controller.abort();
  }

  #start(): NodeJS.Timeout {
    return setTimeout(() => this.#controller.abort(new Error(`nothing was heard for ${this.ms} ms`)), this.ms);
  }
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal?.addEventListener('abort', stop, { once: true });
  });
}

/** `fetch` hides what happened behind “fetch failed”. */
function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message || String((error.cause as { code?: unknown }).code) : error.message;
}
