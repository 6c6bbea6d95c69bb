import { cameraName } from '../../camera';
import { captureTimeOf, captureTimeText } from '../../group/captureTime';
import type { PhotoView } from '../../model';
import { labelOf, ratingOf } from '../../select/marks';
import { effectiveVerdict } from '../../select/suggest';

/** A photo and its place among those of one export. */
export interface Named {
  readonly photo: PhotoView;
  /** From 1, in capture order. */
  readonly counter: number;
  /** Photos of the export. */
  readonly total: number;
}

/** `null` = not known of this photo. */
type Token = (named: Named) => string | null;

/** What may stand between braces in a template. Times are those of the corrected camera clock; `:N` pads numbers and cuts text. */
export const TOKENS = {
  /** 2024-05-01 */
  date: timePart(0, 10),
  /** 18-30-05 */
  time: (named) => timePart(11, 19)(named)?.replaceAll(':', '-') ?? null,
  year: timePart(0, 4),
  month: timePart(5, 7),
  day: timePart(8, 10),
  hour: timePart(11, 13),
  minute: timePart(14, 16),
  second: timePart(17, 19),
  /** Thousandths of the second, three digits. */
  millis: ({ photo }) => {
    const seconds = captureTimeOf(photo)?.seconds;
    // A microsecond up: binary fractions lie just below the decimal ones that cameras write.
    return seconds === undefined ? null : String(Math.floor(((seconds % 1) + 1e-6) * 1000)).padStart(3, '0');
  },
  /** NIKON D7100 */
  camera: ({ photo: { metadata } }) => cameraName(metadata?.make ?? null, metadata?.model ?? null),
  model: ({ photo }) => photo.metadata?.model ?? null,
  serial: ({ photo }) => photo.metadata?.serial ?? null,
  lens: ({ photo }) => photo.metadata?.lens ?? null,
  iso: ({ photo }) => numberText(photo.metadata?.iso),
  /** Millimetres. */
  focal: ({ photo }) => numberText(photo.metadata?.focalLength),
  /** The camera's place in its sequence (burst, bracket), from 1. */
  sequence: ({ photo }) => numberText(photo.metadata?.drive?.sequenceNumber),
  /** The original name without its extension. */
  name: ({ photo }) => stemOf(photo.path),
  /** The last digits of the original name: `IMG_0042` → 0042. */
  number: ({ photo }) => /(\d+)\D*$/.exec(stemOf(photo.path))?.[1] ?? null,
  /** The folder that the photo lies in; unknown for the shoot's own. */
  folder: ({ photo }) => photo.path.split('/').at(-2) ?? null,
  /** 1, 2, 3 … in capture order; four digits, more where the export needs them, or as many as `:N` says. */
  counter: ({ counter }) => String(counter),
  /** 0–5. */
  rating: ({ photo }) => String(Math.max(0, ratingOf(photo) ?? 0)),
  label: ({ photo }) => labelOf(photo),
  /** pick, alternate, review or reject: the person's verdict, else the machine's. */
  verdict: ({ photo }) => effectiveVerdict(photo),
  /** Inside its group, 1 = best. */
  rank: ({ photo }) => numberText(photo.suggestion?.rank),
  /** BLAKE3. */
  hash: ({ photo }) => photo.hash,
} satisfies Record<string, Token>;

/** Digits that the counter has where nothing else is said. */
export const counterDigits = ({ total }: Named): number => Math.max(4, String(total).length);

export type TokenName = keyof typeof TOKENS;

export const isToken = (name: string): name is TokenName => Object.hasOwn(TOKENS, name);

/** Tokens whose text is the file's own name or folder; they stay as they are, while facts lose what no name may hold. */
export const OWN_NAMES: ReadonlySet<TokenName> = new Set(['name', 'number', 'folder']);

function timePart(from: number, to: number): Token {
  return ({ photo }) => {
    const time = captureTimeOf(photo);
    return time === null ? null : captureTimeText(time.seconds).slice(from, to);
  };
}

const numberText = (value: number | null | undefined): string | null => (value === null || value === undefined ? null : String(value));

function stemOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(0, dot) : name;
}
