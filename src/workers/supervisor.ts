import { toFailure } from '../core/failures';
import type { Failure, StageName } from '../core/model';
import type { PhotoJob, PhotoResult, PhotoWorkers } from '../core/ports';
import { workerReplies } from '../protocol/worker';
import { type PoolOptions, Supervisor, type Work } from './pool';
import { WorkerFailure } from './workerProcess';

export type PhotoWorkersOptions = PoolOptions;

/**
 * Supervised processes that decode and score photos. A photo that makes its worker hang, crash or outgrow its memory costs that
 * photo alone: it gets failure timeout, worker-crashed or out-of-memory.
 */
export function createPhotoWorkers(options: PhotoWorkersOptions): PhotoWorkers {
  return new Supervisor(PHOTO_WORK, options);
}

const PHOTO_WORK: Work<PhotoJob, PhotoResult> = {
  program: 'image decoder',
  replies: workerReplies,
  name: (job) => job.photo.path,
  failed: (job, error) => {
    const stage: StageName = job.want === 'hash' ? 'hash' : 'analyze';
    const died = error instanceof WorkerFailure;
    const failure: Failure = died ? { stage, code: error.code, detail: error.message } : toFailure(stage, error);
    return { format: null, metadata: null, preview: null, scores: null, hash: null, failure };
  },
  // A worker that served before may have died of what it had gathered, so its last photo gets one try in a fresh process; and one
  // that died in a RAW or HEIF decoder gets one without decoders, for the metadata and what stamp there is.
  again: (job, failure, { used }) => {
    if (used && failure.code !== 'timeout') return job;
    if (!failure.inDecoder || job.undecodable) return null;
    return { ...job, undecodable: { code: failure.code, detail: failure.message } };
  },
};
