import type { Failure, Metadata, PhotoFormat, Preview, ScannedPhoto, Scores } from './model';
import type { ModelJob, ModelResult } from './models/modelJob';

/** What `core` needs from above; the composition roots (CLI, extension, tests) hand it in. */

/** Work on one photo, done outside the caller's process. `preview` = ingest and analyze, `hash` = BLAKE3 of the whole file. */
export type PhotoJob = AnalyzeJob | FullSizeJob | StatisticsJob;

interface JobOf {
  /** Absolute path of the shoot. */
  readonly root: string;
  readonly photo: ScannedPhoto;
  readonly cacheDir: string;
  /** Set by the pool alone: a RAW or HEIF decoder ended its process over this photo, so this is a second try without one. */
  readonly undecodable?: Pick<Failure, 'code' | 'detail'>;
}

export interface AnalyzeJob extends JobOf {
  /** `hash` alone leaves every other field of the result null. */
  readonly want: 'preview' | 'preview+hash' | 'hash';
}

/** The largest picture there is, upright, into the cache: `full` names it. Every field of the result but `full` and `failure` is null. */
export interface FullSizeJob extends JobOf {
  readonly want: 'full';
  /** Content id (32 hex digits). */
  readonly full: string;
}

/** Statistics of the cached thumb, which is made again where it is gone. Every field of the result but `statistics` and `failure` is null. */
export interface StatisticsJob extends JobOf {
  readonly want: 'statistics';
  /** Of the thumb. */
  readonly contentId: string;
}

/** Pixels of a full-size picture, upright. */
export interface FullSizeResult {
  readonly width: number;
  readonly height: number;
}

/** Small: previews go to the cache by the worker itself. */
export interface PhotoResult {
  readonly format: PhotoFormat | null;
  readonly metadata: Metadata | null;
  readonly preview: Preview | null;
  readonly scores: Scores | null;
  readonly hash: string | null;
  readonly failure: Failure | null;
  /** Of a job that wanted it, unless it failed. */
  readonly full?: FullSizeResult | undefined;
  /** The vector `classic-1`, of a job that wanted it, unless it failed. */
  readonly statistics?: Float32Array | undefined;
}

/** A pool of supervised child processes. `run` never rejects for a bad photo: that is a result with `failure`. */
export interface Workers<Job, Result> {
  readonly size: number;
  /** Rejects only with the signal's reason, or QrateError('workers') when no process can be started. Order of completion is not the order of calls. */
  run(job: Job, signal?: AbortSignal): Promise<Result>;
  /** Starts the processes now, because work is certain to come. A failure to start shows at the first `run`. */
  prepare(): void;
  dispose(): Promise<void>;
}

export type PhotoWorkers = Workers<PhotoJob, PhotoResult>;

export type WorkersFactory = (size: number) => PhotoWorkers;

/** Processes that run neural networks; a model that is damaged or no network is a result with `failure`, too. */
export interface ModelWorkers extends Omit<Workers<ModelJob, ModelResult>, 'run'> {
  run<W extends ModelJob['want']>(job: ModelJob & { readonly want: W }, signal?: AbortSignal): Promise<ModelResult & { readonly want: W }>;
}

/** Injected so that tests can hold time still. */
export interface Clock {
  now(): Date;
}
