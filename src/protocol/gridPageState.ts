import * as z from 'zod/mini';
import { gridQuery } from './gridSearch';

/** What the burst grid keeps across reloads of the window: everything a person set, and no photo's data. */

const path = z.string().check(z.minLength(1));
const range = z.object({ min: z.nullable(z.number()), max: z.nullable(z.number()) });

/** Each facet names the values that pass; an empty one lets all pass. `''` stands for unknown. */
const filters = z.object({
  text: z.string(),
  suggestions: z.array(z.string()),
  decisions: z.array(z.string()),
  cameras: z.array(z.string()),
  lenses: z.array(z.string()),
  /** `YYYY-MM-DD`. */
  days: z.array(z.string()),
  /** At least so many stars, 0–5. */
  rating: z.int().check(z.gte(0), z.lte(5)),
  labels: z.array(z.string()),
  kinds: z.array(z.string()),
  files: z.array(z.string()),
  /** A page of an older qrate kept none. */
  people: z._default(z.array(z.string()), []),
  sharpness: range,
  exposure: range,
});

export const SORT_KEYS = ['time', 'name', 'sharpness', 'exposure', 'rating', 'rank'] as const;
const sort = z.object({ key: z.enum(SORT_KEYS), descending: z.boolean() });

/** Pixels of a thumb's longer side. */
export const THUMB_SIZE = { min: 96, max: 480, step: 16, initial: 192 } as const;

export const GRID_MODES = ['grid', 'loupe', 'compare'] as const;
export const SIDE_SECTIONS = ['why', 'histogram', 'scores', 'faces', 'siblings', 'camera', 'files'] as const;

const zoom = z.union([z.literal('fit'), z.literal('1:1'), z.number().check(z.positive())]);
const fraction = z.number().check(z.gte(0), z.lte(1));

export const gridPageState = z.object({
  root: path,
  mode: z.enum(GRID_MODES),
  active: z.nullable(path),
  selection: z.array(path),
  filters,
  filtersOpen: z.boolean(),
  /** A search by what photos show, which is made again after a reload; a page of an older qrate kept none of these. */
  query: z._default(z.nullable(gridQuery), null),
  /** Whether the search box searches so, and what stands in it then. */
  byLook: z._default(z.boolean(), false),
  description: z._default(z.string(), ''),
  sort,
  /** Bursts as units, else one flat run of photos. */
  grouped: z.boolean(),
  /** Are bursts folded into their best frame? The groups named in `except` are the other way round. */
  folded: z.object({ all: z.boolean(), except: z.array(z.string()) }),
  thumbSize: z.number().check(z.gte(THUMB_SIZE.min), z.lte(THUMB_SIZE.max)),
  sideOpen: z.boolean(),
  /** Sections of the side panel that are closed. */
  sideClosed: z.array(z.enum(SIDE_SECTIONS)),
  compare: z.object({ paths: z.array(path), champion: z.boolean() }),
  view: z.object({
    zoom,
    center: z.object({ x: fraction, y: fraction }),
    peaking: z.boolean(),
    clipping: z.boolean(),
    /** A strip of details at 1:1 below the pictures. */
    crops: z.boolean(),
  }),
});

export type GridPageState = z.infer<typeof gridPageState>;
export type GridFilters = GridPageState['filters'];
export type GridSort = GridPageState['sort'];
export type SortKey = GridSort['key'];
export type GridMode = GridPageState['mode'];
export type SideSection = (typeof SIDE_SECTIONS)[number];
export type GridZoom = z.infer<typeof zoom>;

/** The state a page kept; `null` where it is not one of ours. */
export function parsePageState(value: unknown): GridPageState | null {
  const parsed = gridPageState.safeParse(value);
  return parsed.success ? parsed.data : null;
}
