/**
 * Requests and replies by id over any transport: IPC with a worker process, `postMessage` with a webview. Errors and
 * progress travel the same way back. Both ends use this class; neither trusts the other's messages.
 */

/** What a transport must do. `onMessage` returns a function that ends the subscription. */
export interface Transport {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): () => void;
}

/** Method names with what goes in, what comes back and what is told in between. */
export interface Method {
  readonly request: unknown;
  readonly reply: unknown;
  readonly progress?: unknown;
}
export type Methods<T> = { readonly [K in keyof T]: Method };

/** Schema check at the boundary: returns the value or throws. */
export type Parse<T> = (value: unknown) => T;
export type RequestSchemas<T extends Methods<T>> = { readonly [K in keyof T]: Parse<T[K]['request']> };
export type ReplySchemas<T extends Methods<T>> = { readonly [K in keyof T]: Parse<T[K]['reply']> };

export interface HandlerContext<P> {
  readonly signal: AbortSignal;
  progress(value: P): void;
}
export type Handlers<T extends Methods<T>> = {
  readonly [K in keyof T]: (request: T[K]['request'], context: HandlerContext<T[K]['progress']>) => Promise<T[K]['reply']>;
};

export interface RequestOptions<P> {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((value: P) => void) | undefined;
}

/** An error that crossed the wire: `code` is for the program, the message for the log. */
export class RemoteError extends Error {
  constructor(
    message: string,
    readonly code: string | null,
  ) {
    super(message);
    this.name = 'RemoteError';
  }
}

/** A message that does not fit the protocol: the other end is broken. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
}

type Wire =
  | { readonly kind: 'request'; readonly id: number; readonly method: string; readonly body: unknown }
  | { readonly kind: 'cancel'; readonly id: number }
  | { readonly kind: 'progress'; readonly id: number; readonly body: unknown }
  | { readonly kind: 'reply'; readonly id: number; readonly body: unknown }
  | { readonly kind: 'error'; readonly id: number; readonly message: string; readonly code: string | null };

interface Pending {
  readonly parse: Parse<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
  readonly onProgress: ((value: never) => void) | undefined;
  readonly release: () => void;
}

export interface MessengerOptions<Theirs extends Methods<Theirs>, Ours extends Methods<Ours>> {
  readonly transport: Transport;
  /** Checks what the other end replies, method by method. */
  readonly replies: ReplySchemas<Theirs>;
  /** Checks what the other end asks, and answers it. */
  readonly requests: RequestSchemas<Ours>;
  readonly handlers: Handlers<Ours>;
  /** Called for a message that fits nothing; the default ignores it. */
  readonly onProtocolError?: (error: ProtocolError) => void;
}

/** One end of a conversation: asks `Theirs`, answers `Ours`. */
export class Messenger<Theirs extends Methods<Theirs>, Ours extends Methods<Ours>> {
  readonly #options: MessengerOptions<Theirs, Ours>;
  readonly #pending = new Map<number, Pending>();
  readonly #running = new Map<number, AbortController>();
  readonly #unsubscribe: () => void;
  #nextId = 1;
  #closed: Error | null = null;

  constructor(options: MessengerOptions<Theirs, Ours>) {
    this.#options = options;
    this.#unsubscribe = options.transport.onMessage((message) => this.#receive(message));
  }

  /** Rejects with RemoteError for the other end's error, ProtocolError for a reply that fails its schema, or the signal's reason. */
  request<K extends keyof Theirs & string>(
    method: K,
    body: Theirs[K]['request'],
    options: RequestOptions<Theirs[K]['progress']> = {},
  ): Promise<Theirs[K]['reply']> {
    const { signal, onProgress } = options;
    if (this.#closed) return Promise.reject(this.#closed);
    if (signal?.aborted) return Promise.reject(signal.reason);
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      const cancel = () => {
        this.#settle(id)?.reject(signal?.reason);
        this.#post({ kind: 'cancel', id });
      };
      signal?.addEventListener('abort', cancel, { once: true });
      const release = () => signal?.removeEventListener('abort', cancel);
      this.#pending.set(id, { parse: this.#options.replies[method], resolve, reject, onProgress, release });
      this.#post({ kind: 'request', id, method, body });
    });
  }

  /** Ends the conversation: waiting requests reject with `reason`, running handlers are cancelled. */
  close(reason: Error): void {
    if (this.#closed) return;
    this.#closed = reason;
    this.#unsubscribe();
    for (const id of [...this.#pending.keys()]) this.#settle(id)?.reject(reason);
    for (const controller of this.#running.values()) controller.abort(reason);
    this.#running.clear();
  }

  #post(message: Wire): void {
    if (!this.#closed) this.#options.transport.post(message);
  }

  #settle(id: number): Pending | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    pending?.release();
    return pending;
  }

  #receive(message: unknown): void {
    if (!isWire(message)) {
      this.#refuse('not a message of the protocol');
      return;
    }
    switch (message.kind) {
      case 'request':
        void this.#answer(message.id, message.method, message.body);
        return;
      case 'cancel':
        this.#running.get(message.id)?.abort();
        return;
      case 'progress':
        this.#pending.get(message.id)?.onProgress?.(message.body as never);
        return;
      case 'reply':
        this.#accept(message.id, message.body);
        return;
      case 'error':
        this.#settle(message.id)?.reject(new RemoteError(message.message, message.code));
    }
  }

  #accept(id: number, body: unknown): void {
    const pending = this.#settle(id);
    if (!pending) return;
    try {
      pending.resolve(pending.parse(body));
    } catch (cause) {
      pending.reject(new ProtocolError('a reply does not fit its schema', { cause }));
    }
  }

  async #answer(id: number, method: string, body: unknown): Promise<void> {
    const { handlers, requests } = this.#options;
    if (!Object.hasOwn(handlers, method)) return this.#post({ kind: 'error', id, message: `no method “${method}”`, code: 'no-method' });
    const key = method as keyof Ours;
    const controller = new AbortController();
    this.#running.set(id, controller);
    try {
      const context = { signal: controller.signal, progress: (value: unknown) => this.#post({ kind: 'progress', id, body: value }) };
      this.#post({ kind: 'reply', id, body: await handlers[key](requests[key](body), context) });
    } catch (error) {
      this.#post({ kind: 'error', id, ...describe(error) });
    } finally {
      this.#running.delete(id);
    }
  }

  #refuse(why: string): void {
    this.#options.onProtocolError?.(new ProtocolError(why));
  }
}

function describe(error: unknown): { message: string; code: string | null } {
  if (!(error instanceof Error)) return { message: String(error), code: null };
  const { code } = error as { code?: unknown };
  return { message: error.message, code: typeof code === 'string' ? code : null };
}

/** The envelope's shape; bodies are checked by the schemas. */
function isWire(message: unknown): message is Wire {
  if (typeof message !== 'object' || message === null) return false;
  const { kind, id, method, message: text } = message as Record<string, unknown>;
  if (typeof id !== 'number') return false;
  if (kind === 'request') return typeof method === 'string';
  if (kind === 'error') return typeof text === 'string';
  return kind === 'cancel' || kind === 'progress' || kind === 'reply';
}
