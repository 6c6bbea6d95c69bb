import { captureTimeOf } from '../group/captureTime';
import type { GroupKind, PhotoView, Verdict } from '../model';
import { ratingOf } from './marks';
import { dayCounter, inRange, type Range, ROUNDED, type TimeOfDay, timeOfDayTest } from './ranges';
import { standaloneQuality } from './rank';
import { faceShare } from './subject';

export const ORIENTATIONS = ['landscape', 'portrait', 'square'] as const;
export type Orientation = (typeof ORIENTATIONS)[number];

export const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Corners in degrees, WGS 84; where `west` is greater than `east`, the box runs over the date line. */
export interface GpsBox {
  readonly south: number;
  readonly west: number;
  readonly north: number;
  readonly east: number;
}

/** Levels of `standaloneQuality` (0–1.15: sharpness, exposure, clipping): `good` leaves out what is soft or badly exposed, `excellent` all that is not crisp; never what the person picked. */
export const QUALITY_LEVELS = ['good', 'excellent'] as const;
export type QualityLevel = (typeof QUALITY_LEVELS)[number];
const QUALITY_FLOOR: Readonly<Record<QualityLevel, number>> = { good: 0.4, excellent: 0.7 };

/** What a filter may ask of a photo besides its verdict, marks, date, camera and folder. What is not known of a photo does not fit. */
export interface PhotoFacts {
  /** At most this many stars, 0–5; 0 = unrated. */
  readonly maxRating?: number | undefined;
  /** What the machine says, whatever the person decided. */
  readonly suggestions?: readonly Verdict[] | undefined;
  readonly timeOfDay?: TimeOfDay | undefined;
  /** Where `timeOfDay` runs over midnight, days on which a night began. */
  readonly weekdays?: readonly Weekday[] | undefined;
  /** Parts of lens names; letter case does not count. */
  readonly lenses?: readonly string[] | undefined;
  readonly iso?: Range | undefined;
  /** Seconds. */
  readonly shutter?: Range | undefined;
  /** f-numbers. */
  readonly aperture?: Range | undefined;
  /** mm as on the lens. */
  readonly focalLength?: Range | undefined;
  /** 35 mm equivalent in mm; where the file does not say it, the length on the lens. */
  readonly focalLength35?: Range | undefined;
  /** Of the upright picture. */
  readonly orientations?: readonly Orientation[] | undefined;
  readonly gps?: GpsBox | undefined;
  /** Variance of the Laplacian. */
  readonly sharpness?: Range | undefined;
  /** 0–1, higher is better exposed. */
  readonly exposure?: Range | undefined;
  /** 0–1, higher is noisier. */
  readonly noise?: Range | undefined;
  readonly quality?: QualityLevel | undefined;
  /** How many faces were found; a photo that nobody looked at fits no number. */
  readonly faces?: Range | undefined;
  /** Whether it is a picture of people, by `isPortrait`; a photo that nobody looked at is neither. */
  readonly portraits?: boolean | undefined;
  /** Copies and look-alikes: `without` leaves one of each, `only` takes those that have a double, all of them. */
  readonly duplicates?: 'without' | 'only' | undefined;
  /** Kinds of the group that a photo belongs to; `single` = none. */
  readonly groups?: readonly (GroupKind | 'single')[] | undefined;
}

type Test = (photo: PhotoView) => boolean;
type Makers = { readonly [K in keyof Required<PhotoFacts>]: (wanted: NonNullable<PhotoFacts[K]>, all: PhotoFacts) => Test };

/** Exhaustive by its type: a new fact does not compile without its test. */
const TESTS: Makers = {
  maxRating: (most) => (photo) => (ratingOf(photo) ?? 0) <= most,
  suggestions: (wanted) => (photo) => photo.suggestion !== null && wanted.includes(photo.suggestion.verdict),
  timeOfDay: (wanted) => atTime(timeOfDayTest(wanted)),
  weekdays: (wanted, { timeOfDay }) => {
    const dayOf = dayCounter(timeOfDay);
    return atTime((seconds) => wanted.some((day) => WEEKDAYS[new Date(dayOf(seconds) * 1000).getUTCDay()] === day));
  },
  lenses: (names) => contains(names, ({ metadata }) => metadata?.lens),
  iso: (range) => (photo) => inRange(photo.metadata?.iso, range, ROUNDED),
  shutter: (range) => (photo) => inRange(photo.metadata?.shutter, range, ROUNDED),
  aperture: (range) => (photo) => inRange(photo.metadata?.aperture, range, ROUNDED),
  focalLength: (range) => (photo) => inRange(photo.metadata?.focalLength, range, ROUNDED),
  focalLength35: (range) => (photo) => inRange(photo.metadata?.focalLength35 ?? photo.metadata?.focalLength, range, ROUNDED),
  orientations: (wanted) => (photo) => wanted.some((it) => it === orientationOf(photo)),
  gps: inBox,
  sharpness: (range) => (photo) => inRange(photo.scores?.sharpness, range),
  exposure: (range) => (photo) => inRange(photo.scores?.exposure, range),
  noise: (range) => (photo) => inRange(photo.scores?.noise, range),
  quality:
    (level) =>
    ({ scores, decision }) =>
      decision?.verdict === 'pick' || (scores !== null && standaloneQuality(scores) >= QUALITY_FLOOR[level]),
  faces: (range) => (photo) => inRange(photo.faces?.faces.length, range),
  portraits: (wanted) => (photo) => isPortrait(photo) === wanted,
  duplicates: byDuplicates,
  groups: (kinds) => (photo) => kinds.includes(photo.group?.kind ?? 'single'),
};

export const FACT_FIELDS = Object.keys(TESTS) as readonly (keyof PhotoFacts)[];

/** The test that a field of a filter asks for; `null` where it says nothing. */
export function factTest<K extends keyof PhotoFacts>(field: K, all: PhotoFacts): Test | null {
  const wanted = all[field];
  return wanted === undefined ? null : TESTS[field](wanted as NonNullable<PhotoFacts[K]>, all);
}

/** From this part of the picture's short side on, the largest face is what the picture is about. */
const PORTRAIT_SHARE = 0.15;

/**
 * A portrait: the longer side of its largest face takes 15 % of the picture's short side or more. That is a person to the knees, or nearer;
 * a group of them, too. `null` where nobody looked for faces.
 */
export function isPortrait(photo: Pick<PhotoView, 'faces' | 'preview'>): boolean | null {
  const share = faceShare(photo);
  return share === null ? null : share >= PORTRAIT_SHARE;
}

const atTime =
  (test: (seconds: number) => boolean): Test =>
  (photo) => {
    const time = captureTimeOf(photo);
    return time !== null && test(time.seconds);
  };

export function contains(names: readonly string[], nameOf: (photo: PhotoView) => string | null | undefined): Test {
  const parts = names.map((name) => name.toLowerCase());
  return (photo) => {
    const name = nameOf(photo)?.toLowerCase();
    return name !== undefined && parts.some((part) => name.includes(part));
  };
}

/** By the pixels as stored and the EXIF orientation; where the file says neither, by the preview, which is upright. */
export function orientationOf({ metadata, preview }: Pick<PhotoView, 'metadata' | 'preview'>): Orientation | null {
  const turned = (metadata?.orientation ?? 1) >= 5;
  const [width, height] =
    metadata?.width && metadata.height
      ? turned
        ? [metadata.height, metadata.width]
        : [metadata.width, metadata.height]
      : [preview?.width, preview?.height];
  if (!width || !height) return null;
  return width === height ? 'square' : width > height ? 'landscape' : 'portrait';
}

function inBox({ south, west, north, east }: GpsBox): Test {
  return ({ metadata }) => {
    const at = metadata?.gps;
    if (!at || at.latitude < south || at.latitude > north) return false;
    return west <= east ? at.longitude >= west && at.longitude <= east : at.longitude >= west || at.longitude <= east;
  };
}

function byDuplicates(wanted: 'without' | 'only'): Test {
  const isDouble: Test = ({ group }) => group?.kind === 'exact-duplicate' || group?.kind === 'near-duplicate';
  if (wanted === 'only') return isDouble;
  return (photo) => !isDouble(photo) || photo.bestPath === null || photo.path === photo.bestPath;
}
