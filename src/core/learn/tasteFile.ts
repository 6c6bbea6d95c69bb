import { createHash } from 'node:crypto';
import path from 'node:path';
import * as z from 'zod';
import { QrateError } from '../errors';
import { replaceFile } from '../index/durable';
import { parseJson, readText, whatIsWrong } from '../index/jsonFile';
import type { StoreLocation } from '../index/location';
import { MAX_NAME, presetKey, presetName } from '../presets/preset';

/** `taste.json`: the learned models of a shoot, as data that can be read, compared and checked. No code, no pickle. */

export const TASTE_VERSION = 1;
export const TASTE_FILE = 'taste.json';
const MAX_FEATURES = 4096;

/** Numbers as little-endian float32 in base64. */
const numbers = z
  .string()
  .max(6 * MAX_FEATURES)
  .regex(/^[A-Za-z0-9+/]*={0,2}$/)
  .transform(decodeNumbers)
  .refine((values) => values?.every(Number.isFinite) ?? false, 'not float32 numbers in base64');

const share = z.number().min(0).max(1);
const accuracy = z
  .strictObject({ value: share, low: share, high: share, pairs: z.int().min(1) })
  .refine(({ value, low, high }) => low <= value && value <= high, 'no interval around the value');

const storedModel = z
  .strictObject({
    name: presetName,
    /** `generic`: not learned from anybody's answers here. */
    origin: z.enum(['learned', 'generic']),
    features: z.strictObject({ id: z.string().regex(/^[a-z0-9][a-z0-9.-]{0,39}$/), length: z.int().min(1).max(MAX_FEATURES) }),
    trainedAt: z.iso.datetime(),
    /** Answers that counted, without skips and ties; ties; and pairs that decisions showed. */
    choices: z.int().min(0),
    ties: z.int().min(0),
    silent: z.int().min(0),
    /** Strength of the regularisation. */
    lambda: z.number().positive(),
    /** Slope that makes probabilities of margins. */
    calibration: z.number().positive().max(100),
    heldOut: accuracy.nullable(),
    technical: accuracy.nullable(),
    /** How likely chance alone makes technical ranking look this much worse. */
    byChance: share,
    mean: numbers,
    deviation: numbers,
    weights: numbers,
    /** SHA-256 of everything else. */
    digest: z.string().regex(/^[0-9a-f]{64}$/),
  })
  .superRefine(({ features: { length }, mean, deviation, weights }, context) => {
    for (const [field, values] of Object.entries({ mean, deviation, weights }))
      if (values?.length !== length)
        context.addIssue({ code: 'custom', path: [field], message: `${values?.length ?? 0} numbers instead of ${length}` });
  });

const file = z.strictObject({ version: z.literal(TASTE_VERSION), models: z.array(storedModel).max(1000) });

/** A model as the program holds it. */
export interface TasteModel extends Omit<z.infer<typeof storedModel>, 'mean' | 'deviation' | 'weights' | 'digest'> {
  readonly mean: Float32Array;
  readonly deviation: Float32Array;
  readonly weights: Float32Array;
}

type Place = Pick<StoreLocation, 'dir'>;

export const tasteFile = ({ dir }: Place): string => path.join(dir, TASTE_FILE);

/** The models of a shoot, in the order of the file; none without a file. Throws QrateError('taste' | 'storage'). */
export async function readTaste(location: Place): Promise<readonly TasteModel[]> {
  const text = await readText(tasteFile(location));
  return text === null ? [] : parseTaste(text, tasteFile(location));
}

/** Throws QrateError('storage'); the file is as before then. */
export const writeTaste = (location: Place, models: readonly TasteModel[]): Promise<void> =>
  replaceFile(tasteFile(location), formatTaste(models));

/** As people read it, and git compares it: two spaces, one number list a line. */
export const formatTaste = (models: readonly TasteModel[]): string =>
  `${JSON.stringify({ version: TASTE_VERSION, models: models.map(sealed) }, null, 2)}\n`;

/** The models of a text; `name` of the file stands in errors. Throws QrateError('taste') that says what is wrong. */
export function parseTaste(text: string, name: string): readonly TasteModel[] {
  const broken = (why: string) =>
    new QrateError('taste', `The taste in ${name} cannot be used: ${why.replace(/\.$/, '')}. The file is left as it is.`);
  const value = parseJson(text, broken);
  const version = (value as { version?: unknown } | null)?.version;
  if (typeof version === 'number' && version > TASTE_VERSION)
    throw broken(`it was written by a newer qrate (version ${version} of the format). Update qrate`);
  const parsed = file.safeParse(value);
  if (!parsed.success) throw broken(whatIsWrong(parsed.error));
  const models = parsed.data.models.map(({ digest, ...model }) => ({ model: model as TasteModel, digest }));
  const changed = models.find(({ model, digest }) => sealed(model).digest !== digest);
  if (changed !== undefined) throw broken(`the model “${changed.model.name}” was changed by hand or damaged (its digest does not fit)`);
  const names = new Set(models.map(({ model }) => presetKey(model.name)));
  if (names.size < models.length) throw broken('two models have one name');
  return models.map(({ model }) => model);
}

/** What a model is called, checked. Throws QrateError('usage'). */
export function modelName(name: string): string {
  const parsed = presetName.safeParse(name);
  if (parsed.success) return parsed.data;
  throw new QrateError('usage', `“${name}” cannot be the name of a taste: it needs 1 to ${MAX_NAME} characters on one line.`);
}

export const findModel = (models: readonly TasteModel[], name: string): TasteModel | undefined =>
  models.find((model) => presetKey(model.name) === presetKey(name));

/** In place of the one of its name, or at the end. */
export function withModel(models: readonly TasteModel[], model: TasteModel): readonly TasteModel[] {
  const at = models.findIndex(({ name }) => presetKey(name) === presetKey(model.name));
  return at < 0 ? [...models, model] : models.with(at, model);
}

/** Of what was learned, whatever it is called and whenever it was. */
export const digestOf = (model: TasteModel): string =>
  createHash('sha256')
    .update(JSON.stringify({ ...encoded(model), name: '', trainedAt: '' }))
    .digest('hex');

function sealed(model: TasteModel) {
  const content = encoded(model);
  return { ...content, digest: createHash('sha256').update(JSON.stringify(content)).digest('hex') };
}

/** The fields in one order, so that equal models have equal bytes. */
function encoded(model: TasteModel) {
  const { name, origin, features, trainedAt, choices, ties, silent, lambda, calibration, heldOut, technical, byChance } = model;
  const lists = { mean: encodeNumbers(model.mean), deviation: encodeNumbers(model.deviation), weights: encodeNumbers(model.weights) };
  const { id, length } = features;
  const counts = { choices, ties, silent, lambda, calibration, heldOut: ordered(heldOut), technical: ordered(technical), byChance };
  return { name, origin, features: { id, length }, trainedAt, ...counts, ...lists };
}

const ordered = (accuracy: TasteModel['heldOut']): TasteModel['heldOut'] =>
  accuracy === null ? null : { value: accuracy.value, low: accuracy.low, high: accuracy.high, pairs: accuracy.pairs };

function encodeNumbers(values: Float32Array): string {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [at, value] of values.entries()) bytes.writeFloatLE(value, at * 4);
  return bytes.toString('base64');
}

/** `null` where the text is no whole number of float32. */
function decodeNumbers(text: string): Float32Array | null {
  const bytes = Buffer.from(text, 'base64');
  return bytes.length % 4 === 0 ? Float32Array.from({ length: bytes.length / 4 }, (_, at) => bytes.readFloatLE(at * 4)) : null;
}
