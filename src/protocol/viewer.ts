import * as z from 'zod/mini';
import { counted } from './counted';

/** The texts of the viewer and the histogram, handed in by the host of whichever page shows them; `{0}` stands for a value. */
export const viewerStrings = z.object({
  viewer: z.string(),
  picture: z.string(),
  noPicture: z.string(),
  notLoaded: z.string(),
  loadingFull: z.string(),
  /** More pixels are shown than there are. */
  enlarged: z.string(),
  fit: z.string(),
  percent: z.string(),
  champion: z.string(),
  challenger: z.string(),
  suggested: z.object({ pick: z.string(), alternate: z.string(), review: z.string(), reject: z.string() }),
  decided: z.object({ pick: z.string(), reject: z.string() }),
  stars: counted,
  labels: z.object({ red: z.string(), yellow: z.string(), green: z.string(), blue: z.string(), purple: z.string() }),
  inFocus: z.string(),
  highlights: z.string(),
  shadows: z.string(),
  legend: z.string(),
  crops: z.string(),
  cropOf: z.string(),
  face: z.string(),
  subject: z.string(),
  sharpest: z.string(),
  histogram: z.string(),
  histogramText: z.string(),
  noHistogram: z.string(),
  brightness: z.string(),
});

export type ViewerStrings = z.infer<typeof viewerStrings>;

const fraction = z.number().check(z.gte(0), z.lte(1));
const size = z.object({ width: z.number().check(z.positive()), height: z.number().check(z.positive()) });

/** A picture as a host names it: `ViewerPicture` of the viewer, but for the full picture, which is asked for apart. */
export const viewerPicture = z.object({
  key: z.string().check(z.minLength(1)),
  name: z.string(),
  preview: z.nullable(z.string()),
  thumb: z.nullable(z.string()),
  previewWidth: z.nullable(z.number()),
  previewHeight: z.nullable(z.number()),
  caption: z.string(),
  state: z.object({
    suggested: z.nullable(z.enum(['pick', 'alternate', 'review', 'reject'])),
    decided: z.nullable(z.enum(['pick', 'reject'])),
    rating: z.nullable(z.number()),
    label: z.nullable(z.string()),
  }),
  size: z.nullable(size),
  focusBoxes: z.array(z.object({ x: fraction, y: fraction, w: fraction, h: fraction, kind: z.enum(['face', 'subject']) })),
});

/** The largest picture there is, upright. */
export const fullPicture = z.extend(size, { uri: z.string() });

export type HostPicture = z.infer<typeof viewerPicture>;
export type HostFullPicture = z.infer<typeof fullPicture>;
