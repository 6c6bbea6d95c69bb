import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { readDecisions } from '../../core/index/decisions';
import type { StoreLocation } from '../../core/index/location';
import { type IndexContent, readIndex } from '../../core/session/readIndex';
import { Shoot } from '../../core/shoot';
import type { Services } from '../../core/shootApi';
import { type Handlers, Messenger } from '../../protocol/messages';
import { createModels } from '../models';
import { createPhotoWorkers } from '../supervisor';
import {
  type Piece,
  type ReadReply,
  type ThreadData,
  type ThreadHostMethods,
  type ThreadMethods,
  threadHostReplies,
  threadRequests,
} from './protocol';
import { portTransport } from './transport';

/** A thread that does what would hold up the editor's host: it reads and writes whole indexes, groups and suggests. */
if (parentPort === null) throw new Error('shootThread runs as a thread');

const { root, settings, sqlWasm, workerPath, userDataDir } = workerData as ThreadData;
const cancelled = new AbortController();
let content: IndexContent | null = null;

const log = (message: string): void => void host.request('log', message);

const services: Services = {
  workers: (size) => createPhotoWorkers({ size, workerPath, log }),
  models: createModels({ scripts: path.dirname(workerPath), userDataDir, log }),
  sqlWasm,
  userDataDir,
  clock: { now: () => new Date() },
  log,
};
const open = (): Promise<Shoot> => Shoot.open(root, services, settings);

const handlers: Handlers<ThreadMethods> = {
  read: (location) => read(location),
  photos: async (piece) => cut(content?.photos, piece),
  groups: async (piece) => cut(content?.groups, piece),
  index: async ({ workers, models }, { progress }) =>
    (await open()).index({ workers, models, signal: cancelled.signal, onProgress: progress }),
  cull: async (recipe) => (await open()).cull(recipe),
  previewCull: async (recipe) => (await open()).previewCull(recipe),
  undoCull: async () => (await open()).undoCull(),
  regroup: async ({ op, files }) => (await open()).regroup(op, files),
  setClock: async ({ camera, seconds }) => (await open()).setClock(camera, seconds),
  cancel: async () => {
    cancelled.abort();
    return null;
  },
};

const host = new Messenger<ThreadHostMethods, ThreadMethods>({
  transport: portTransport(parentPort),
  replies: threadHostReplies,
  requests: threadRequests,
  handlers,
});

async function read(location: StoreLocation): Promise<ReadReply> {
  content = await readIndex(location, await readDecisions(location.decisions), services);
  const { generation, key, photos, groups } = content;
  return { generation, key, photos: photos.length, groups: groups.length };
}

function cut<T>(all: readonly T[] | undefined, { from, count }: Piece): readonly T[] {
  if (all === undefined) throw new Error('nothing was read yet');
  return all.slice(from, from + count);
}
