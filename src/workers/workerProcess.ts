import { type ChildProcess, fork } from 'node:child_process';
import type { FailureCode } from '../core/model';
import { Messenger, ProtocolError, type ReplySchemas } from '../protocol/messages';
import type { HostMethods, ProcessReply, WorkerMethods } from '../protocol/worker';
import { childTransport } from './ipc';
import { CPU_BREACH, IN_DECODER, MEMORY_BREACH, MEMORY_LIMIT_VARIABLE } from './watchdog';

/** A cold disk and a virus scanner may take this long before the worker's libraries are loaded. */
const START_DEADLINE_MS = 30_000;

/** Enough for a native stack trace. */
const STDERR_TAIL = 4096;

export interface WorkerProcessOptions {
  readonly workerPath: string;
  readonly deadlineMs: number;
  readonly memoryLimitMb: number;
}

/** The worker is gone, or was killed for breaking its word. */
export class WorkerFailure extends Error {
  constructor(
    readonly code: Extract<FailureCode, 'timeout' | 'out-of-memory' | 'worker-crashed'>,
    detail: string,
    /** A RAW or HEIF decoder was at work: without it the photo may still give something. */
    readonly inDecoder = false,
  ) {
    super(detail);
    this.name = 'WorkerFailure';
  }
}

/** One child process. After the first WorkerFailure it is dead: fork another. */
export class WorkerProcess<Job, Result> {
  readonly #options: WorkerProcessOptions;
  readonly #child: ChildProcess;
  readonly #messenger: Messenger<WorkerMethods<Job, Result>, HostMethods>;
  /** Resolves when the process has ended and its pipes are closed. */
  readonly closed: Promise<void>;
  #stderr = '';
  #jobs = 0;

  constructor(options: WorkerProcessOptions, replies: ReplySchemas<WorkerMethods<Job, Result>>) {
    this.#options = options;
    this.#child = forkWorker(options);
    this.#messenger = new Messenger({
      transport: childTransport(this.#child),
      replies,
      requests: {},
      handlers: {},
      onProtocolError: (error) => this.#fail(new WorkerFailure('worker-crashed', error.message)),
    });
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr = (this.#stderr + text).slice(-STDERR_TAIL);
    });
    this.closed = new Promise((resolve) => {
      this.#child.once('error', (error) => {
        this.#fail(new WorkerFailure('worker-crashed', error.message));
        if (this.#child.pid === undefined) resolve();
      });
      this.#child.once('close', (code, signal) => {
        this.#messenger.close(this.#endedBy(code, signal));
        resolve();
      });
    });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Jobs given to this process so far. */
  get jobs(): number {
    return this.#jobs;
  }

  /** Resolves when the worker has loaded its libraries; rejects with WorkerFailure. */
  async start(): Promise<void> {
    await this.#within(START_DEADLINE_MS, () => this.#messenger.request('hello', null));
  }

  /** Rejects with WorkerFailure when the worker died over it, RemoteError when the worker lives and reports a mistake of its own. */
  async run(job: Job): Promise<ProcessReply<Result>> {
    this.#jobs++;
    return this.#within(this.#options.deadlineMs, () => this.#messenger.request('process', job));
  }

  /** SIGKILL: a hung decoder listens to nothing less, and the cache's atomic renames survive it. */
  kill(): Promise<void> {
    this.#fail(new WorkerFailure('worker-crashed', 'killed by its supervisor'));
    return this.closed;
  }

  async #within<T>(deadlineMs: number, work: () => Promise<T>): Promise<T> {
    const timer = setTimeout(() => this.#fail(new WorkerFailure('timeout', `no answer within ${deadlineMs} ms`)), deadlineMs);
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      const failure = new WorkerFailure('worker-crashed', error.message);
      this.#fail(failure);
      throw failure;
    } finally {
      clearTimeout(timer);
    }
  }

  #fail(failure: WorkerFailure): void {
    this.#messenger.close(failure);
    this.#child.kill('SIGKILL');
  }

  #endedBy(code: number | null, signal: NodeJS.Signals | null): WorkerFailure {
    const outOfMemory = this.#stderr.includes(MEMORY_BREACH) || /heap out of memory|bad_alloc|Cannot allocate memory/i.test(this.#stderr);
    const failure = outOfMemory ? 'out-of-memory' : this.#stderr.includes(CPU_BREACH) ? 'timeout' : 'worker-crashed';
    const how = signal === null ? `exit code ${code}` : `signal ${signal}`;
    return new WorkerFailure(failure, `${how} ${this.#stderr.trim()}`.trim(), this.#stderr.includes(IN_DECODER));
  }
}

function forkWorker({ workerPath, memoryLimitMb }: WorkerProcessOptions): ChildProcess {
  // Neither the host's debugger port nor its preloads belong into a worker.
  const { NODE_OPTIONS: _options, VSCODE_INSPECTOR_OPTIONS: _inspector, ...inherited } = process.env;
  return fork(workerPath, [], {
    serialization: 'advanced',
    // With gc, dead WASM memories can be given back at once.
    execArgv: [`--max-old-space-size=${Math.ceil(memoryLimitMb / 2)}`, '--expose-gc'],
    // Inside VS Code the executable is Electron, which runs as Node only when told so.
    env: { ...inherited, ELECTRON_RUN_AS_NODE: '1', [MEMORY_LIMIT_VARIABLE]: String(memoryLimitMb) },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
}
