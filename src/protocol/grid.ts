import * as z from 'zod/mini';
import { DECISIONS, frameTable, groupTable, LABELS, REASONS, VERDICTS } from './frameTable';
import { gridPageState } from './gridPageState';
import { type GridFound, type GridQuery, gridFound, gridQuery, type SearchRemedy, searchRemedy } from './gridSearch';
import { gridStrings } from './gridStrings';
import type { ReplySchemas, RequestSchemas } from './messages';

/**
 * What the burst grid and the host say to each other. The host sends the whole shoot as one table, then small patches; the page keeps
 * no truth of its own besides how it looks (`GridPageState`).
 */

const path = z.string().check(z.minLength(1));
const row = z.int().check(z.gte(0));

/** What a decision sets; an absent field stays, `null` clears it. */
const patch = z.object({
  verdict: z.optional(z.nullable(z.enum(DECISIONS))),
  rating: z.optional(z.nullable(z.int().check(z.gte(0), z.lte(5)))),
  label: z.optional(z.nullable(z.enum(LABELS))),
});

const settings = z.object({
  /** Whether a decision moves on to the next frame. */
  autoAdvance: z.boolean(),
});

/** What Undo and Redo would do now, as the end of a sentence ("Pick IMG_1.NEF"); `null` = there is nothing to take back. */
const history = z.object({ undo: z.nullable(z.string()), redo: z.nullable(z.string()) });

const snapshot = z.object({
  /** Absolute path of the shoot. */
  root: path,
  /** Folder name of the shoot. */
  name: z.string(),
  /** Grows with every snapshot; patches name the one that their rows belong to. */
  revision: z.int(),
  table: frameTable,
  groups: groupTable,
  /** Webview URI of the cache folder, without a slash at its end (`thumbUri`, `previewUri`). */
  cacheBase: z.string(),
  /** Whether there are suggestions. */
  culled: z.boolean(),
  /** Sharpness below which the recipe puts a frame up for review; `null` before the first cull. */
  minSharpness: z.nullable(z.number()),
  settings,
  history,
  strings: gridStrings,
  /** What the page kept before a reload; `null` for a new panel. */
  state: z.nullable(gridPageState),
});

/** What changed about one row: an absent field stays. */
const rowPatch = z.object({
  row,
  decided: z.optional(z.nullable(z.enum(DECISIONS))),
  rating: z.optional(z.nullable(z.int().check(z.gte(0), z.lte(5)))),
  label: z.optional(z.nullable(z.enum(LABELS))),
  suggested: z.optional(z.nullable(z.enum(VERDICTS))),
  rank: z.optional(z.nullable(z.int())),
  reason: z.optional(z.nullable(z.enum(REASONS))),
});

const patches = z.object({
  /** Of the snapshot; a page that shows another one ignores the patch, since its own is on the way. */
  revision: z.int(),
  rows: z.array(rowPatch),
  /** Groups with another best frame. */
  groups: z.array(z.object({ group: row, best: z.nullable(row) })),
  history,
});

/** Facts of the file for the side panel. */
const metadata = z.object({
  timestamp: z.nullable(z.string()),
  /** Seconds by which the clock of its camera is corrected; 0 = none. */
  clockOffset: z.number(),
  iso: z.nullable(z.number()),
  shutter: z.nullable(z.number()),
  aperture: z.nullable(z.number()),
  focalLength: z.nullable(z.number()),
  focalLength35: z.nullable(z.number()),
  make: z.nullable(z.string()),
  model: z.nullable(z.string()),
  serial: z.nullable(z.string()),
  lens: z.nullable(z.string()),
  /** Full picture in pixels, upright. */
  width: z.nullable(z.number()),
  height: z.nullable(z.number()),
  /** EV. */
  exposureBias: z.nullable(z.number()),
  flashFired: z.nullable(z.boolean()),
  /** How the shutter was released, as the core names it. */
  drive: z.nullable(z.string()),
  /** Degrees north and east, metres above the sea. */
  gps: z.nullable(z.object({ latitude: z.number(), longitude: z.number(), altitude: z.nullable(z.number()) })),
  rating: z.nullable(z.number()),
  label: z.nullable(z.string()),
});

const details = z.object({
  path,
  /** The whole explanation. */
  sentence: z.string(),
  metadata: z.nullable(metadata),
  /** What is known of its faces: labels and values in the person's language; none where nobody looked. */
  faces: z.array(z.tuple([z.string(), z.string()])),
  /** Bytes. */
  size: z.number(),
  /** Paths of the files that travel with it, and of those with the same bytes. */
  companions: z.array(z.string()),
  copies: z.array(z.string()),
});

/** The largest picture there is, upright, or a sentence that says why there is none. */
const fullSize = z.union([
  z.object({ uri: z.string(), width: z.int().check(z.positive()), height: z.int().check(z.positive()) }),
  z.object({ reason: z.string() }),
]);

/** What an undo or redo did. */
const undone = z.object({
  /** What was taken back, such as "Pick IMG_1.NEF"; `null` = there was nothing. */
  label: z.nullable(z.string()),
  /** Photos whose decision is another one now. */
  paths: z.array(z.string()),
  /** A sentence about what was left alone because it was changed since, or `null`. */
  note: z.nullable(z.string()),
});

export const GRID_COMMANDS = [
  'pick',
  'reject',
  'unmark',
  'rate0',
  'rate1',
  'rate2',
  'rate3',
  'rate4',
  'rate5',
  'label6',
  'label7',
  'label8',
  'label9',
  'left',
  'right',
  'up',
  'down',
  'extendLeft',
  'extendRight',
  'extendUp',
  'extendDown',
  'first',
  'last',
  'pageUp',
  'pageDown',
  'select',
  'selectAll',
  'escape',
  'zoom',
  'compare',
  'loupe',
  'burst',
  'keepOnly',
  'nextUndecided',
  'undo',
  'redo',
  'help',
  'find',
  'findByLook',
  'findLike',
  'togglePeaking',
  'toggleClipping',
  'toggleSide',
  'larger',
  'smaller',
] as const;

const command = z.object({ name: z.enum(GRID_COMMANDS) });
const context = z.object({
  mode: z.enum(['grid', 'loupe', 'compare']),
  active: z.nullable(path),
  /** Paths of the selection; empty without one. */
  selection: z.array(path),
});
const decide = z.object({ paths: z.array(path).check(z.minLength(1)), patch });
const decideMany = z.object({ changes: z.array(decide).check(z.minLength(1)) });
const ofPath = z.object({ path });
const nothing = z.null();

export type GridSnapshot = z.infer<typeof snapshot>;
export type GridSettings = z.infer<typeof settings>;
export type GridHistory = z.infer<typeof history>;
export type GridPatch = z.infer<typeof patches>;
export type GridRowPatch = z.infer<typeof rowPatch>;
export type GridDecision = z.infer<typeof decide>;
export type GridDecisionPatch = z.infer<typeof patch>;
export type GridDetails = z.infer<typeof details>;
export type GridMetadata = z.infer<typeof metadata>;
export type GridFullSize = z.infer<typeof fullSize>;
export type GridUndone = z.infer<typeof undone>;
export type GridContext = z.infer<typeof context>;
export type GridCommand = (typeof GRID_COMMANDS)[number];

/** What the page asks of the host. */
export interface GridHostMethods {
  /** The page is there and shows nothing yet. `null`: an `update` went ahead of this answer; who did not get it asks again. */
  readonly ready: { readonly request: null; readonly reply: GridSnapshot | null };
  /** One step of Undo. Answers when it is on the disk; the `patch` came before. Rejects with a sentence, and nothing is changed then. */
  readonly decide: { readonly request: GridDecision; readonly reply: null };
  /** Several decisions as one step of Undo. */
  readonly decideMany: { readonly request: { readonly changes: readonly GridDecision[] }; readonly reply: null };
  readonly undo: { readonly request: null; readonly reply: GridUndone };
  readonly redo: { readonly request: null; readonly reply: GridUndone };
  readonly details: { readonly request: { readonly path: string }; readonly reply: GridDetails };
  /** May take a second the first time: the picture is taken out of the RAW. Cancel it by the request's signal. */
  readonly fullSize: { readonly request: { readonly path: string }; readonly reply: GridFullSize };
  readonly open: { readonly request: { readonly path: string }; readonly reply: null };
  readonly explain: { readonly request: { readonly path: string }; readonly reply: null };
  /** Shows the file in the Explorer. */
  readonly reveal: { readonly request: { readonly path: string }; readonly reply: null };
  /** Starts a cull; it asks the person. */
  readonly cull: { readonly request: null; readonly reply: null };
  /** Opens the editor's list of keys, at those of the grid. */
  readonly changeKeys: { readonly request: null; readonly reply: null };
  /** Photos by what they show, the likest first. May take seconds: a network is started. Cancel it by the request's signal. */
  readonly search: { readonly request: GridQuery; readonly reply: GridFound };
  /** Starts what a search lacks; it asks the person. */
  readonly remedy: { readonly request: { readonly remedy: SearchRemedy }; readonly reply: null };
  /** Where the person is now: commands of the palette, status bar and tree follow it. */
  readonly context: { readonly request: GridContext; readonly reply: null };
}

/** What the host tells the page. */
export interface GridPageMethods {
  readonly update: { readonly request: GridSnapshot; readonly reply: null };
  readonly patch: { readonly request: GridPatch; readonly reply: null };
  /** A key was pressed, or a command of the grid was run. */
  readonly command: { readonly request: { readonly name: GridCommand }; readonly reply: null };
  /** Makes a photo the active one and brings it into sight. */
  readonly reveal: { readonly request: { readonly path: string }; readonly reply: null };
  /** A setting was changed. */
  readonly settings: { readonly request: GridSettings; readonly reply: null };
}

const none = (value: unknown): null => nothing.parse(value);

export const gridHostRequests: RequestSchemas<GridHostMethods> = {
  ready: none,
  decide: (value) => decide.parse(value),
  decideMany: (value) => decideMany.parse(value),
  undo: none,
  redo: none,
  details: (value) => ofPath.parse(value),
  fullSize: (value) => ofPath.parse(value),
  open: (value) => ofPath.parse(value),
  explain: (value) => ofPath.parse(value),
  reveal: (value) => ofPath.parse(value),
  cull: none,
  changeKeys: none,
  search: (value) => gridQuery.parse(value),
  remedy: (value) => z.object({ remedy: searchRemedy }).parse(value),
  context: (value) => context.parse(value),
};

export const gridHostReplies: ReplySchemas<GridHostMethods> = {
  ready: (value) => z.nullable(snapshot).parse(value),
  decide: none,
  decideMany: none,
  undo: (value) => undone.parse(value),
  redo: (value) => undone.parse(value),
  details: (value) => details.parse(value),
  fullSize: (value) => fullSize.parse(value),
  open: none,
  explain: none,
  reveal: none,
  cull: none,
  changeKeys: none,
  search: (value) => gridFound.parse(value),
  remedy: none,
  context: none,
};

export const gridPageRequests: RequestSchemas<GridPageMethods> = {
  update: (value) => snapshot.parse(value),
  patch: (value) => patches.parse(value),
  command: (value) => command.parse(value),
  reveal: (value) => ofPath.parse(value),
  settings: (value) => settings.parse(value),
};

export const gridPageReplies: ReplySchemas<GridPageMethods> = {
  update: none,
  patch: none,
  command: none,
  reveal: none,
  settings: none,
};
