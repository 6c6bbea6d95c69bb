import * as z from 'zod';

/** The texts of the viewer and the histogram, handed in by the host of whichever page shows them; `{0}` stands for a value. */
export const viewerStrings = z.object({
  viewer: z.string(),
  picture: z.string(),
  noPicture: z.string(),
  notLoaded: z.string(),
  loadingFull: z.string(),
  fit: z.string(),
  percent: z.string(),
  champion: z.string(),
  challenger: z.string(),
  suggested: z.object({ pick: z.string(), alternate: z.string(), review: z.string(), reject: z.string() }),
  decided: z.object({ pick: z.string(), reject: z.string() }),
  stars: z.string(),
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
