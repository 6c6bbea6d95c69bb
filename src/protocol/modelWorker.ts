import * as z from 'zod/mini';
import type { ModelJob, ModelResult } from '../core/models/modelJob';
import type { ReplySchemas, RequestSchemas } from './messages';
import { type ProcessReply, failure as photoFailure, vitals, type WorkerMethods } from './worker';

/** What the host asks of a model worker. */
export type ModelWorkerMethods = WorkerMethods<ModelJob, ModelResult>;

const text = z.string();
const file = z.object({ path: text, bytes: z.int().check(z.gte(0)), sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)) });
const vectorModel = z.object({ id: text, network: file });
const channels = z.tuple([z.number(), z.number(), z.number()]);
const input = z.object({ side: z.int().check(z.gte(1)), mean: channels, deviation: channels });

const job: z.ZodMiniType<ModelJob> = z.discriminatedUnion('want', [
  z.object({ want: z.literal('open'), network: file }),
  z.object({ want: z.literal('picture'), preview: text, faces: z.nullable(file), vectors: z.array(z.extend(vectorModel, { input })) }),
  z.object({ want: z.literal('texts'), texts: z.array(text), model: vectorModel, tokenizer: file }),
]);

const failure = z.nullable(z.object({ code: z.union([photoFailure.shape.code, z.literal('model')]), detail: text }));
const vector = z.custom<Float32Array>((value) => value instanceof Float32Array);
const fraction = z.number().check(z.gte(0), z.lte(1));
const place = z.object({ x: fraction, y: fraction });
const face = z.object({
  box: z.extend(place, { w: fraction, h: fraction }),
  landmarks: z.array(place).check(z.length(5)),
  score: fraction,
  sharpness: z.number().check(z.gte(0)),
  eyes: z.nullable(z.number().check(z.gte(0))),
  open: z.nullable(fraction),
});
const network = z.object({ runtime: text, inputs: z.array(text), outputs: z.array(text) });

const result: z.ZodMiniType<ModelResult> = z.discriminatedUnion('want', [
  z.object({ want: z.literal('open'), failure, network: z.nullable(network) }),
  z.object({ want: z.literal('picture'), failure, faces: z.nullable(z.array(face)), vectors: z.record(text, vector) }),
  z.object({ want: z.literal('texts'), failure, vectors: z.array(vector) }),
]);

const reply: z.ZodMiniType<ProcessReply<ModelResult>> = z.extend(vitals, { result });

export const modelWorkerRequests: RequestSchemas<ModelWorkerMethods> = {
  hello: (value) => z.null().parse(value),
  process: (value) => job.parse(value),
};

export const modelWorkerReplies: ReplySchemas<ModelWorkerMethods> = {
  hello: (value) => vitals.parse(value),
  process: (value) => reply.parse(value),
};
