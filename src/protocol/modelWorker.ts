import { z } from 'zod';
import type { ModelJob, ModelResult } from '../core/models/modelJob';
import type { ReplySchemas, RequestSchemas } from './messages';
import { type ProcessReply, failure as photoFailure, vitals, type WorkerMethods } from './worker';

/** What the host asks of a model worker. */
export type ModelWorkerMethods = WorkerMethods<ModelJob, ModelResult>;

const text = z.string();
const file = z.object({ path: text, bytes: z.int().min(0), sha256: z.string().regex(/^[0-9a-f]{64}$/) });
const vectorModel = z.object({ id: text, network: file });
const channels = z.tuple([z.number(), z.number(), z.number()]);
const input = z.object({ side: z.int().min(1), mean: channels, deviation: channels });

const job: z.ZodType<ModelJob> = z.discriminatedUnion('want', [
  z.object({ want: z.literal('open'), network: file }),
  z.object({ want: z.literal('picture'), preview: text, faces: file.nullable(), vectors: z.array(vectorModel.extend({ input })) }),
  z.object({ want: z.literal('texts'), texts: z.array(text), model: vectorModel, tokenizer: file }),
]);

const failure = z.object({ code: z.union([photoFailure.shape.code, z.literal('model')]), detail: text }).nullable();
const vector = z.custom<Float32Array>((value) => value instanceof Float32Array);
const fraction = z.number().min(0).max(1);
const place = z.object({ x: fraction, y: fraction });
const face = z.object({
  box: place.extend({ w: fraction, h: fraction }),
  landmarks: z.array(place).length(5),
  score: fraction,
  sharpness: z.number().min(0),
  eyes: z.number().min(0).nullable(),
  open: fraction.nullable(),
});
const network = z.object({ runtime: text, inputs: z.array(text), outputs: z.array(text) });

const result: z.ZodType<ModelResult> = z.discriminatedUnion('want', [
  z.object({ want: z.literal('open'), failure, network: network.nullable() }),
  z.object({ want: z.literal('picture'), failure, faces: z.array(face).nullable(), vectors: z.record(text, vector) }),
  z.object({ want: z.literal('texts'), failure, vectors: z.array(vector) }),
]);

const reply: z.ZodType<ProcessReply<ModelResult>> = vitals.extend({ result });

export const modelWorkerRequests: RequestSchemas<ModelWorkerMethods> = {
  hello: (value) => z.null().parse(value),
  process: (value) => job.parse(value),
};

export const modelWorkerReplies: ReplySchemas<ModelWorkerMethods> = {
  hello: (value) => vitals.parse(value),
  process: (value) => reply.parse(value),
};
