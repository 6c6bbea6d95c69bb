import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { QrateError, type QrateErrorCode } from '../../core/errors';
import type { StoreLocation } from '../../core/index/location';
import type { GroupOp, Recipe } from '../../core/model';
import { nextTurn } from '../../core/pace';
import type { RunOptions } from '../../core/progress';
import type { ClockReport, CullPreview, CullReport, CullUndoReport, DecisionReport, IndexReport } from '../../core/reports';
import type { IndexContent } from '../../core/session/readIndex';
import type { Compared, Comparison } from '../../core/vectors/compare';
import { Messenger, type Methods, RemoteError, type ReplySchemas } from '../../protocol/messages';
import { type CompareMethods, compareReplies } from './compareProtocol';
import { type ThreadData, type ThreadHostMethods, type ThreadMethods, threadHostRequests, threadReplies } from './protocol';
import { portTransport } from './transport';

export interface ThreadClientOptions extends ThreadData {
  /** Absolute path of the built thread script; that of the thread that compares lies beside it. */
  readonly script: string;
  readonly log: (message: string) => void;
}

type Conversation<M extends Methods<M> = ThreadMethods> = Messenger<M, ThreadHostMethods>;

/** A kind of thread: its script, and how its replies are checked. */
interface Kind<M extends Methods<M>> {
  readonly script: string;
  readonly replies: ReplySchemas<M>;
}

/** Photos and groups that are taken over at once: a few milliseconds of the host's time. */
const PHOTOS_AT_ONCE = 200;
const GROUPS_AT_ONCE = 2000;

const CODES: Readonly<Record<QrateErrorCode, true>> = {
  'not-a-folder': true,
  'no-such-photo': true,
  'no-index': true,
  locked: true,
  storage: true,
  'bad-settings': true,
  'bad-destination': true,
  presets: true,
  taste: true,
  workers: true,
  models: true,
  git: true,
  'no-repository': true,
  'no-such-revision': true,
  'language-model': true,
  usage: true,
};

/**
 * Long work on one shoot, each call in a thread of its own that ends with it: an index of 100,000 photos takes a hundred megabytes
 * that nobody needs afterwards. Errors arrive as they were thrown there.
 */
export class ThreadClient {
  constructor(private readonly options: ThreadClientOptions) {}

  /** The whole index, taken over in pieces, so that the host's event loop turns in between. */
  read(location: StoreLocation): Promise<IndexContent> {
    return this.with(async (thread) => {
      const { generation, key, photos, groups } = await thread.request('read', location);
      return {
        generation,
        key,
        photos: await pieces(photos, PHOTOS_AT_ONCE, (piece) => thread.request('photos', piece)),
        groups: await pieces(groups, GROUPS_AT_ONCE, (piece) => thread.request('groups', piece)),
      };
    });
  }

  /** A cancelled run rejects with the signal's reason, after it has kept what it has. */
  async index({
    workers,
    models,
    signal,
    onProgress,
  }: RunOptions & { readonly workers: number; readonly models?: boolean | undefined }): Promise<IndexReport> {
    signal?.throwIfAborted();
    return this.with(async (thread) => {
      const cancel = () => void thread.request('cancel', null).catch(() => undefined);
      signal?.addEventListener('abort', cancel, { once: true });
      try {
        return await thread.request('index', { workers, models }, { onProgress });
      } catch (error) {
        throw signal?.aborted ? signal.reason : error;
      } finally {
        signal?.removeEventListener('abort', cancel);
      }
    });
  }

  cull(recipe: Recipe): Promise<CullReport> {
    return this.with((thread) => thread.request('cull', recipe));
  }

  previewCull(recipe: Recipe): Promise<CullPreview> {
    return this.with((thread) => thread.request('previewCull', recipe));
  }

  undoCull(): Promise<CullUndoReport> {
    return this.with((thread) => thread.request('undoCull', null));
  }

  regroup(op: GroupOp, files: readonly string[]): Promise<DecisionReport> {
    return this.with((thread) => thread.request('regroup', { op, files }));
  }

  setClock(camera: string, seconds: number): Promise<ClockReport> {
    return this.with((thread) => thread.request('setClock', { camera, seconds }));
  }

  /** Reads a file of vectors and compares all of them, in a thread of its own kind: a fifth of a second for 20,000. */
  compare({ dir }: Pick<StoreLocation, 'dir'>, comparison: Comparison): Promise<Compared | null> {
    const kind: Kind<CompareMethods> = {
      script: path.join(path.dirname(this.options.script), 'compareThread.js'),
      replies: compareReplies,
    };
    return this.in(kind, (thread) => thread.request('compare', { dir, ...comparison }));
  }

  private with<T>(work: (thread: Conversation) => Promise<T>): Promise<T> {
    return this.in({ script: this.options.script, replies: threadReplies }, work);
  }

  private async in<M extends Methods<M>, T>({ script, replies }: Kind<M>, work: (thread: Conversation<M>) => Promise<T>): Promise<T> {
    const { script: _, log, ...workerData } = this.options;
    const worker = new Worker(script, { workerData });
    const thread: Conversation<M> = new Messenger({
      transport: portTransport(worker),
      replies,
      requests: threadHostRequests,
      handlers: {
        log: async (message) => {
          log(message);
          return null;
        },
      },
    });
    worker.once('error', (error) => thread.close(error));
    worker.once('exit', (code) => thread.close(new Error(`the thread of the shoot ended with ${code}`)));
    try {
      return await work(thread);
    } catch (error) {
      throw revived(error);
    } finally {
      await worker.terminate();
    }
  }
}

/** An expected failure is one on both sides. */
function revived(error: unknown): unknown {
  if (!(error instanceof RemoteError) || error.code === null || !Object.hasOwn(CODES, error.code)) return error;
  return new QrateError(error.code as QrateErrorCode, error.message, { cause: error });
}

async function pieces<T>(
  total: number,
  count: number,
  fetch: (piece: { from: number; count: number }) => Promise<readonly T[]>,
): Promise<T[]> {
  const all: T[] = [];
  for (let from = 0; from < total; from += count) {
    for (const item of await fetch({ from, count })) all.push(item);
    await nextTurn();
  }
  return all;
}
