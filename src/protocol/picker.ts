import * as z from 'zod/mini';
import type { ReplySchemas, RequestSchemas } from './messages';
import { pickerStrings } from './pickerStrings';
import { fullPicture, viewerPicture } from './viewer';

/**
 * What the picker's page and its host say to each other. The host is the editor, or `qrate learn` with its local page. The page asks one
 * question at a time and keeps no truth of its own: what was answered is what the host's last step says.
 */

const path = z.string().check(z.minLength(1));
const count = z.int().check(z.gte(0));
const share = z.number().check(z.gte(0), z.lte(1));

export const PAIR_SOURCES = ['burst', 'near-duplicate', 'uncertain', 'diverse'] as const;
export const PAIR_OUTCOMES = ['a', 'b', 'tie', 'skip'] as const;

const question = z.object({ a: path, b: path, source: z.enum(PAIR_SOURCES) });

/** Two photos side by side: `a` on the left. Their captions say when they were taken and what differs. */
const pair = z.object({ question, a: viewerPicture, b: viewerPicture });

/** As in the core's `Accuracy`. */
const accuracy = z.object({ value: share, low: share, high: share, pairs: count });

/** As in the core's `TasteModelReport`. */
const report = z.object({
  name: z.string().check(z.minLength(1)),
  features: z.string(),
  choices: count,
  trainedAt: z.nullable(z.string()),
  heldOut: z.nullable(accuracy),
  technical: z.nullable(accuracy),
  applies: z.boolean(),
  verdict: z.string(),
});

const step = z.object({
  model: z.string().check(z.minLength(1)),
  /** Answers so far, ties included, skips not. */
  answered: count,
  /** Answers after which a model is usually useful. */
  goal: z.int().check(z.gte(1)),
  /** Questions that are left; at least. */
  left: count,
  report: z.nullable(report),
  /** `null` = nothing is left to ask. */
  pair: z.nullable(pair),
  /** What is asked after it, whatever the answer: loaded ahead, and shown before the answer is on the disk. `null` = not known yet. */
  next: z.nullable(pair),
});

const snapshot = z.object({
  /** Absolute path of the shoot. */
  root: path,
  name: z.string(),
  /** Language tag of numbers. */
  language: z.string(),
  /** Whether keys come as commands (`host`), or the page listens to them itself (`page`: there are no keybindings in a browser). */
  keys: z.enum(['host', 'page']),
  /** Where a cull is started: by a button of the page, or by a command that the page names. */
  cull: z.enum(['button', 'command']),
  /** Whether another model can be chosen from the page. */
  choosesModel: z.boolean(),
  step,
  strings: pickerStrings,
});

/** What a page keeps across reloads of the window; the question itself follows from the log. */
const state = z.object({ root: path, model: z.string().check(z.minLength(1)) });

export const PICKER_COMMANDS = ['left', 'right', 'tie', 'skip', 'zoom', 'undo', 'done', 'train', 'cull'] as const;

/** `model`: the taste that the page shows, whatever was chosen meanwhile. */
const answer = z.object({ model: z.string().check(z.minLength(1)), question, outcome: z.enum(PAIR_OUTCOMES) });
const ofModel = z.object({ model: z.string().check(z.minLength(1)) });
const command = z.object({ name: z.enum(PICKER_COMMANDS) });
const trained = z.object({ report, step });
const training = z.object({ done: count, total: count });
/** The largest picture there is, upright, or a sentence that says why there is none. */
const fullSize = z.union([fullPicture, z.object({ reason: z.string() })]);
const ofPath = z.object({ path });

export type PickerQuestion = z.infer<typeof question>;
export type PickerPair = z.infer<typeof pair>;
export type PickerReport = z.infer<typeof report>;
export type PickerStep = z.infer<typeof step>;
export type PickerSnapshot = z.infer<typeof snapshot>;
export type PickerState = z.infer<typeof state>;
export type PickerAnswer = z.infer<typeof answer>;
export type PickerOutcome = (typeof PAIR_OUTCOMES)[number];
export type PickerCommand = (typeof PICKER_COMMANDS)[number];
export type PickerFullSize = z.infer<typeof fullSize>;

/** What the page asks of the host. */
export interface PickerHostMethods {
  /** The page is there and shows nothing yet. */
  readonly ready: { readonly request: null; readonly reply: PickerSnapshot };
  /** Answers when it is on the disk. Rejects with a sentence, and nothing is answered then. */
  readonly answer: { readonly request: PickerAnswer; readonly reply: PickerStep };
  /** Takes the last answer back; the step asks it again. */
  readonly undo: { readonly request: { readonly model: string }; readonly reply: PickerStep };
  /** May take a second the first time. Cancel it by the request's signal. */
  readonly fullSize: { readonly request: { readonly path: string }; readonly reply: PickerFullSize };
  /** Cancel it by the request's signal. */
  readonly train: {
    readonly request: { readonly model: string };
    readonly reply: z.infer<typeof trained>;
    readonly progress: z.infer<typeof training>;
  };
  /** Starts a cull with the learned taste; it shows what will change and asks. */
  readonly cull: { readonly request: null; readonly reply: null };
  /** Lets the person choose another model; its snapshot follows by `update`. */
  readonly chooseModel: { readonly request: null; readonly reply: null };
  /** The person is done: the picker closes. */
  readonly done: { readonly request: null; readonly reply: null };
}

/** What the host tells the page. */
export interface PickerPageMethods {
  /** Photos, answers or the model changed by other means. */
  readonly update: { readonly request: PickerSnapshot; readonly reply: null };
  /** A key was pressed, or a command of the picker was run. */
  readonly command: { readonly request: { readonly name: PickerCommand }; readonly reply: null };
}

const none = (value: unknown): null => z.null().parse(value);

export const pickerHostRequests: RequestSchemas<PickerHostMethods> = {
  ready: none,
  answer: (value) => answer.parse(value),
  undo: (value) => ofModel.parse(value),
  fullSize: (value) => ofPath.parse(value),
  train: (value) => ofModel.parse(value),
  cull: none,
  chooseModel: none,
  done: none,
};

export const pickerHostReplies: ReplySchemas<PickerHostMethods> = {
  ready: (value) => snapshot.parse(value),
  answer: (value) => step.parse(value),
  undo: (value) => step.parse(value),
  fullSize: (value) => fullSize.parse(value),
  train: (value) => trained.parse(value),
  cull: none,
  chooseModel: none,
  done: none,
};

export const pickerPageRequests: RequestSchemas<PickerPageMethods> = {
  update: (value) => snapshot.parse(value),
  command: (value) => command.parse(value),
};

export const pickerPageReplies: ReplySchemas<PickerPageMethods> = { update: none, command: none };

/** The state a page kept; `null` where it is not one of ours. */
export function parsePickerState(value: unknown): PickerState | null {
  const parsed = state.safeParse(value);
  return parsed.success ? parsed.data : null;
}
