/** Of red, green and blue, in this order. */
export type OfChannels = readonly [number, number, number];

/** What a network is shown of a picture: the middle square, as planes of red, green and blue, each `(value / 255 − mean) / deviation`. */
export interface PictureInput {
  /** Of the square, in px, 16–1024. */
  readonly side: number;
  readonly mean: OfChannels;
  /** None is 0. */
  readonly deviation: OfChannels;
}

/** CLIP ViT-B/32 (Radford et al., "Learning Transferable Visual Models From Natural Language Supervision", 2021). */
export const CLIP_INPUT: PictureInput = {
  side: 224,
  mean: [0.48145466, 0.4578275, 0.40821073],
  deviation: [0.26862954, 0.26130258, 0.27577711],
};
