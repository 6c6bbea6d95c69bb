import * as z from 'zod/mini';
import { counted } from './counted';
import { gridStrings } from './gridStrings';
import type { ReplySchemas, RequestSchemas } from './messages';
import { metadata } from './metadata';
import { fullPicture, viewerPicture, viewerStrings } from './viewer';

/** What the photo editor's page and the host say to each other. The host sends whole snapshots; the page keeps how it looks. */

const text = z.string();
const number = z.number();
const path = text.check(z.minLength(1));

const scores = z.object({ sharpness: number, exposure: number, clippedShadows: number, clippedHighlights: number, noise: number });

const sibling = z.object({
  path,
  name: text,
  thumb: z.nullable(text),
  state: viewerPicture.shape.state,
  rank: z.nullable(number),
  /** The group's best frame. */
  isBest: z.boolean(),
});

/** The texts of the page; `{0}` stands for a value. */
const strings = z.object({
  viewer: viewerStrings,
  facts: gridStrings.shape.side,
  unreadable: text,
  pick: text,
  reject: text,
  unmark: text,
  decision: text,
  rating: text,
  setStars: counted,
  noStars: text,
  zoom: text,
  peaking: text,
  clipping: text,
  crops: text,
  details: text,
  look: text,
  explain: text,
  index: text,
  notIndexed: text,
  notInShoot: text,
  kindOfGroup: text,
  best: text,
  position: text,
  format: text,
  fileSize: text,
  previewFrom: text,
  program: text,
  programs: z.array(text),
  mode: text,
  modes: z.array(text),
  drive: text,
  driveModes: z.record(text, text),
  sequence: text,
  shotCount: text,
  bracket: text,
  burstId: text,
  orientation: text,
  foundRating: text,
  foundLabel: text,
  sources: z.record(text, text),
  failed: text,
  noFull: text,
});

const snapshot = z.object({
  /** Absolute path of the file in the editor. */
  file: path,
  /** The shoot around it, or `null`. */
  root: z.nullable(path),
  picture: viewerPicture,
  /** What is wrong with the photo, in one line. */
  problem: z.nullable(text),
  /** The explanation, where the shoot is indexed. */
  sentence: z.nullable(text),
  /** Whether the photo is in the index of its shoot. */
  isIndexed: z.boolean(),
  metadata: z.nullable(metadata),
  scores: z.nullable(scores),
  /** What is known of its faces: labels and values in the person's language; none where nobody looked. */
  faces: z.array(z.tuple([text, text])),
  /** `raw`, `jpeg` …, bytes, and where the preview comes from. */
  format: z.nullable(text),
  bytes: number,
  source: z.nullable(text),
  companions: z.array(text),
  /** The group that decides about it: its kind as a word, and its frames in capture order. */
  group: z.nullable(z.object({ kind: text, frames: z.array(sibling) })),
  strings,
});

export const PHOTO_COMMANDS = ['zoom', 'left', 'right', 'up', 'down', 'peaking', 'clipping', 'crops', 'details'] as const;
const command = z.object({ name: z.enum(PHOTO_COMMANDS) });

const look = z.object({
  zoom: z.union([z.literal('fit'), z.literal('1:1'), number.check(z.positive())]),
  center: z.object({ x: number, y: number }),
  peaking: z.boolean(),
  clipping: z.boolean(),
  crops: z.boolean(),
  details: z.boolean(),
});

/** The largest picture there is, or a sentence that says why there is none. */
const fullSize = z.union([fullPicture, z.object({ reason: text })]);

export type PhotoFullSize = z.infer<typeof fullSize>;
export type PhotoSnapshot = z.infer<typeof snapshot>;
export type PhotoMetadata = z.infer<typeof metadata>;
export type PhotoSibling = z.infer<typeof sibling>;
export type PhotoStrings = z.infer<typeof strings>;
export type PhotoCommand = (typeof PHOTO_COMMANDS)[number];
/** How the page looks; kept by the editor across reloads. */
export type PhotoLook = z.infer<typeof look>;

const decision = z.object({
  verdict: z.optional(z.nullable(z.enum(['pick', 'reject']))),
  rating: z.optional(z.nullable(z.int().check(z.gte(0), z.lte(5)))),
  label: z.optional(z.nullable(z.enum(['red', 'yellow', 'green', 'blue', 'purple']))),
});
export type PhotoDecision = z.infer<typeof decision>;

/** What the page asks of the host. */
export interface PhotoHostMethods {
  /** The page is there and shows nothing yet. */
  readonly ready: { readonly request: null; readonly reply: PhotoSnapshot };
  /** An absent field stays, `null` takes it back. The new snapshot follows by `update`. */
  readonly decide: { readonly request: PhotoDecision; readonly reply: null };
  /** Opens another photo of the shoot. */
  readonly open: { readonly request: { readonly path: string }; readonly reply: null };
  readonly explain: { readonly request: null; readonly reply: null };
  /** Indexes the folder of the file. */
  readonly index: { readonly request: null; readonly reply: null };
  /** May take a second the first time: the picture is taken out of the RAW. */
  readonly fullSize: { readonly request: null; readonly reply: PhotoFullSize };
}

/** What the host tells the page. */
export interface PhotoPageMethods {
  readonly update: { readonly request: PhotoSnapshot; readonly reply: null };
  /** A key was pressed, or a command of the editor was run. */
  readonly command: { readonly request: { readonly name: PhotoCommand }; readonly reply: null };
}

const ofPath = z.object({ path });
const none = (value: unknown): null => z.null().parse(value);

export const photoHostRequests: RequestSchemas<PhotoHostMethods> = {
  ready: none,
  decide: (value) => decision.parse(value),
  open: (value) => ofPath.parse(value),
  explain: none,
  index: none,
  fullSize: none,
};

export const photoHostReplies: ReplySchemas<PhotoHostMethods> = {
  ready: (value) => snapshot.parse(value),
  decide: none,
  open: none,
  explain: none,
  index: none,
  fullSize: (value) => fullSize.parse(value),
};

export const photoPageRequests: RequestSchemas<PhotoPageMethods> = {
  update: (value) => snapshot.parse(value),
  command: (value) => command.parse(value),
};

export const photoPageReplies: ReplySchemas<PhotoPageMethods> = { update: none, command: none };

/** How a page looked before; `null` where it is not one of ours. */
export function parseLook(value: unknown): PhotoLook | null {
  const parsed = look.safeParse(value);
  return parsed.success ? parsed.data : null;
}
