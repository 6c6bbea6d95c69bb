import * as z from 'zod';
import { QrateError } from '../errors';
import { LIST_ORDERS } from '../export/list/options';
import type { ExportFormat } from '../export/plan';
import { XMP_PROFILES } from '../export/xmp/profiles';
import type { TasteStanding } from '../learn/appliedTaste';
import { GROUP_KINDS, type Photo, VERDICTS } from '../model';
import { ORIENTATIONS, QUALITY_LEVELS, WEEKDAYS } from '../select/facts';
import { type PhotoFilter, textsOf } from '../select/filter';
import type { Looks } from '../select/looks';

const EXPORT_FORMATS = ['copy', 'xmp', 'list', 'gallery', 'manifest'] as const satisfies readonly ExportFormat[];

const range = (unit: string) =>
  z
    .strictObject({ min: z.number().optional(), max: z.number().optional(), above: z.number().optional(), below: z.number().optional() })
    .describe(`${unit} “min” and “max” belong to the range, “above” and “below” do not.`);
const names = (what: string) => z.array(z.string().min(1).max(500)).min(1).max(100).describe(what);
const time = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/);
const moment = z
  .string()
  .regex(/^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01])(?:T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?)?)?)?$/)
  .describe('YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDTHH:MM[:SS], by the corrected clock of the camera.');
const degrees = (most: number) => z.number().min(-most).max(most);

/** What may be asked of a photo. What stands in a list is joined by “or”, fields by “and”. */
const facts = {
  verdicts: z
    .array(z.enum(VERDICTS))
    .optional()
    .describe('What counts: the person’s verdict, else the machine’s. Empty = every one; left out = picks.'),
  decided: z.boolean().optional().describe('Whether the verdict is the person’s.'),
  suggestions: z.array(z.enum(VERDICTS)).min(1).optional().describe('What the machine says, whatever the person decided.'),
  minRating: z.int().min(1).max(5).optional().describe('At least this many stars.'),
  maxRating: z.int().min(0).max(5).optional().describe('At most this many stars; 0 = unrated.'),
  labels: names('Colour labels; “none” = without one.').optional(),
  from: moment.optional(),
  to: moment.optional(),
  timeOfDay: z
    .strictObject({ from: time, to: time })
    .optional()
    .describe('“to” does not belong to it; earlier than “from” = over midnight, and days are those on which such a night began.'),
  weekdays: z.array(z.enum(WEEKDAYS)).min(1).optional(),
  cameras: names('Parts of camera names.').optional(),
  lenses: names('Parts of lens names.').optional(),
  folders: names('Folders relative to the shoot, with those below them.').optional(),
  iso: range('ISO.').optional(),
  shutter: range('Seconds.').optional(),
  aperture: range('f-number.').optional(),
  focalLength: range('mm as on the lens.').optional(),
  focalLength35: range('35 mm equivalent in mm.').optional(),
  orientations: z.array(z.enum(ORIENTATIONS)).min(1).optional(),
  gps: z.strictObject({ south: degrees(90), west: degrees(180), north: degrees(90), east: degrees(180) }).optional(),
  sharpness: range('Variance of the Laplacian.').optional(),
  exposure: range('0–1, higher is better exposed.').optional(),
  noise: range('0–1, higher is noisier.').optional(),
  duplicates: z.enum(['without', 'only']).optional().describe('Copies and look-alikes: one of each, or only what has a double.'),
  groups: z
    .array(z.enum([...GROUP_KINDS, 'single']))
    .min(1)
    .optional(),
  portraits: z.boolean().optional().describe('Pictures of people. Needs faces to have been looked for.'),
  faces: range('Number of faces. Needs faces to have been looked for.').optional(),
  text: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe('What the picture shows, in words: the photos of the shoot most like them. Needs pictures to have been described.'),
};

const filterSchema = z.strictObject({
  ...facts,
  except: z.array(z.strictObject(facts)).max(100).optional().describe('Left out: photos that fit one of these.'),
});

/** Settings of the cull: those that are left out stay as they are in the shoot. The ranges are those of the settings. */
export const cullNumbers = {
  keepPerBurst: z.int().min(1).max(1000).optional().describe('Frames kept of each burst.'),
  minSharpness: z.number().min(0).optional().describe('Variance of the Laplacian below which a frame is put up for review.'),
  burstSeconds: z.number().positive().max(3600).optional().describe('Largest gap inside a burst.'),
  nearDistance: z.int().min(0).max(16).optional().describe('Bits of 64 between near duplicates.'),
};

const recipeSchema = z.strictObject({
  ...cullNumbers,
  top: z.int().min(1).max(1_000_000).optional().describe('At most this many photos.'),
  topPer: z.enum(['shoot', 'day']).optional(),
  spread: z.boolean().optional().describe('false = the best ones, however alike; else spread over bursts, scenes and look-alikes.'),
  tasteWeight: z.number().min(0).max(1).optional().describe('How much the learned taste counts.'),
  tasteModel: z.string().min(1).max(60).optional().describe('Name of the learned taste; left out = that of the last cull.'),
  quality: z.enum(QUALITY_LEVELS).optional().describe('Leaves out what is below, but nothing that the person picked.'),
});

const exportSchema = z.strictObject({
  format: z.enum(EXPORT_FORMATS),
  destination: z.string().min(1).max(4096).optional().describe('A folder, or a file for list and manifest.'),
  profile: z.enum(XMP_PROFILES).optional().describe('xmp: whose sidecars.'),
  order: z.enum(LIST_ORDERS).optional().describe('list: by path if left out, else as the photos are chosen, the best first.'),
});

export const PLAN_VERSION = 1;

export const planSchema = z.strictObject({
  version: z.literal(PLAN_VERSION).describe('Version of this format.'),
  filter: filterSchema.optional(),
  recipe: recipeSchema.optional(),
  export: exportSchema.optional(),
});

/** Filter, recipe and export as data: what a sentence becomes, what is shown before it runs, and what a preset keeps. */
export type Plan = z.infer<typeof planSchema>;
export type PlanFilter = NonNullable<Plan['filter']>;
export type PlanFacts = Omit<PlanFilter, 'except'>;

/** What an index may be unable to answer. */
export const UNKNOWN_FACTS = ['portraits', 'faces', 'text'] as const satisfies readonly (keyof PlanFacts)[];

/** What is known of the photos of a shoot beyond what every index holds. */
export interface Known {
  /** Photos that were looked at for faces, and all that could be. */
  readonly faces: number;
  readonly photos: number;
  /** What became of the taste that the plan weighs in. */
  readonly taste?: TasteStanding | undefined;
  /** What the plan's words say; absent = nobody looked. */
  readonly looks?: Looks | undefined;
}

export const KNOWS_NOTHING: Known = { faces: 0, photos: 0 };

export const knownOf = (photos: readonly Pick<Photo, 'faces' | 'preview'>[]): Known => ({
  faces: photos.filter(({ faces }) => faces !== undefined).length,
  photos: photos.filter(({ preview }) => preview !== null).length,
});

/** Checks data from anywhere (a file, a language model). Throws QrateError('usage') that names the first mistake. */
export function parsePlan(value: unknown): Plan {
  const parsed = planSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new QrateError(
    'usage',
    `This is no plan: ${issue?.path.map(String).join('.') || 'the whole'}: ${issue?.message ?? 'not understood'}.`,
  );
}

/** The plan's filter as every export takes it: without what cannot be answered, with the quality that the recipe asks for. */
export function photoFilterOf({ filter = {}, recipe }: Plan, known: Known = KNOWS_NOTHING): PhotoFilter {
  const { except, ...rest } = filter;
  const answerable = (except ?? []).filter((it) => !UNKNOWN_FACTS.some((field) => it[field] !== undefined && !isKnown(field, known)));
  return {
    ...withoutUnknown(rest, known),
    ...(recipe?.quality === undefined ? {} : { quality: recipe.quality }),
    ...(answerable.length === 0 ? {} : { except: answerable.map((it) => withoutUnknown(it, known)) }),
  };
}

const isKnown = (field: (typeof UNKNOWN_FACTS)[number], { faces, looks }: Known): boolean =>
  field === 'text' ? looks?.missing === null : faces > 0;

function withoutUnknown(asked: PlanFacts, known: Known): PhotoFilter {
  const unknown = new Set<string>(UNKNOWN_FACTS.filter((field) => !isKnown(field, known)));
  return Object.fromEntries(Object.entries(asked).filter(([field]) => !unknown.has(field)));
}

/** What a plan asks in words, exceptions included; each once. */
export const textsIn = ({ filter }: Plan): readonly string[] => textsOf(filter ?? {});

/** What a plan asks and nobody can answer yet, one sentence each. */
export function missingOf({ filter = {}, recipe }: Plan, known: Known = KNOWS_NOTHING): readonly string[] {
  const asked = [filter, ...(filter.except ?? [])];
  const wants = (field: (typeof UNKNOWN_FACTS)[number]) => asked.some((it) => it[field] !== undefined);
  return [
    ...(wants('portraits') && known.faces === 0 ? ['Portraits cannot be told apart yet: no faces were looked for.'] : []),
    ...(wants('faces') && known.faces === 0 ? ['Faces cannot be counted yet: none were looked for.'] : []),
    ...(wants('text') && !isKnown('text', known) ? [unreadable(known.looks?.missing)] : []),
    ...(recipe?.tasteWeight && known.taste?.applied !== true ? [withoutTaste(known.taste)] : []),
  ];
}

/** Why nothing can be said about what pictures show; `why` as in `Looks.missing`. */
export const unreadable = (why: string | null | undefined): string =>
  `What a picture shows cannot be searched in words yet. ${why ?? 'Nobody looked.'}`;

const withoutTaste = (taste: TasteStanding | undefined): string =>
  taste === undefined
    ? 'Your taste cannot be weighed in yet: none was learned.'
    : `Your taste “${taste.model}” cannot be weighed in. ${taste.sentence}`;

/** Where faces or words are asked about and only part of the photos was looked at, how far that goes; `null` = nothing to say. */
export function partlyKnown(plan: Plan, { faces, photos, looks }: Known): string | null {
  const { filter = {} } = plan;
  const asksFaces = [filter, ...(filter.except ?? [])].some((it) => it.faces !== undefined || it.portraits !== undefined);
  const isUndescribed = textsIn(plan).length > 0 && looks?.missing === null && looks.unknown > 0;
  const sentences = [
    ...(asksFaces && faces > 0 && faces < photos
      ? [`Faces were looked for in ${faces} of ${photos} photos; the others fit no number of faces.`]
      : []),
    ...(isUndescribed ? [`${looks.unknown} of ${photos} photos are not described yet and fit no words: index again to catch up.`] : []),
  ];
  return sentences.length === 0 ? null : sentences.join(' ');
}
