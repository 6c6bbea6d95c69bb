import * as z from 'zod/mini';
import { PREVIEW_SOURCES } from '../core/model';
import type { PhotoJob, PhotoResult } from '../core/ports';
import type { ReplySchemas, RequestSchemas } from './messages';
import { metadata } from './metadata';

/** What the host asks of a worker process; of photos where nothing else is said. */
export interface WorkerMethods<Job = PhotoJob, Result = PhotoResult> {
  /** Answers as soon as the worker has loaded its libraries. */
  readonly hello: { readonly request: null; readonly reply: WorkerVitals };
  readonly process: { readonly request: Job; readonly reply: ProcessReply<Result> };
}

/** A worker asks nothing of its host. */
export type HostMethods = Record<never, never>;

export interface WorkerVitals {
  /** Resident memory of the worker in bytes. */
  readonly rss: number;
}

export interface ProcessReply<Result = PhotoResult> extends WorkerVitals {
  readonly result: Result;
}

const text = z.string();
const number = z.number();
const fraction = z.number().check(z.gte(0), z.lte(1));
const file = z.object({ path: text, size: number, mtimeMs: number });

export const failure = z.object({
  stage: z.enum(['scan', 'ingest', 'analyze', 'hash', 'describe', 'group', 'select', 'export']),
  code: z.enum([
    'empty-file',
    'vanished',
    'no-permission',
    'read-error',
    'not-a-photo',
    'unsupported-format',
    'truncated',
    'corrupt',
    'no-preview',
    'too-large',
    'timeout',
    'out-of-memory',
    'worker-crashed',
    'internal',
  ]),
  detail: text,
});

const contentId = z.string().check(z.regex(/^[0-9a-f]{32}$/));

const common = {
  root: text,
  photo: z.extend(file, { companions: z.array(file) }),
  cacheDir: text,
  undecodable: z.optional(z.pick(failure, { code: true, detail: true })),
};

const job: z.ZodMiniType<PhotoJob> = z.discriminatedUnion('want', [
  z.object({ ...common, want: z.enum(['preview', 'preview+hash', 'hash']) }),
  z.object({ ...common, want: z.literal('full'), full: contentId }),
  z.object({ ...common, want: z.literal('statistics'), contentId }),
]);

const preview = z.object({
  source: z.enum(PREVIEW_SOURCES),
  width: z.int().check(z.positive()),
  height: z.int().check(z.positive()),
  contentId,
});

const scores = z.object({
  sharpness: number.check(z.gte(0)),
  exposure: fraction,
  clippedShadows: fraction,
  clippedHighlights: fraction,
  noise: fraction,
  phash: z.string().check(z.regex(/^[0-9a-f]{16}$/)),
});

const result: z.ZodMiniType<PhotoResult> = z.object({
  format: z.nullable(z.enum(['raw', 'jpeg', 'heif', 'avif', 'tiff', 'png', 'webp'])),
  metadata: z.nullable(metadata),
  preview: z.nullable(preview),
  scores: z.nullable(scores),
  hash: z.nullable(z.string().check(z.regex(/^[0-9a-f]{64}$/))),
  failure: z.nullable(failure),
  full: z.optional(z.object({ width: z.int().check(z.positive()), height: z.int().check(z.positive()) })),
  statistics: z.optional(z.custom<Float32Array>((value) => value instanceof Float32Array)),
});

export const vitals = z.object({ rss: number.check(z.gte(0)) });
const processReply: z.ZodMiniType<ProcessReply> = z.extend(vitals, { result });

export const workerRequests: RequestSchemas<WorkerMethods> = {
  hello: (value) => z.null().parse(value),
  process: (value) => job.parse(value),
};

export const workerReplies: ReplySchemas<WorkerMethods> = {
  hello: (value) => vitals.parse(value),
  process: (value) => processReply.parse(value),
};
