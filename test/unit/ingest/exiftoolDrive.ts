import type { DriveMode } from '../../../src/core/model';
import { type Fact, firstOf, type Tags } from './exiftoolOracle';

type DriveField = 'drive.mode' | 'drive.sequenceNumber' | 'drive.shotCount' | 'drive.bracketValue';

/** What exiftool says in words, each by the tag that says it. A value that says "no" says nothing of another mode. */
const STATEMENTS: readonly { readonly tags: readonly string[]; readonly words: readonly (readonly [RegExp, DriveMode])[] }[] = [
  { tags: ['Sony:PixelShiftInfo'], words: [[/^(?!n\/a)/, 'pixel-shift']] },
  { tags: ['FujiFilm:PixelShiftShots'], words: [[/^[1-9]/, 'pixel-shift']] },
  {
    tags: ['Olympus:StackedImage'],
    words: [
      [/high resolution/, 'pixel-shift'],
      [/^Focus/, 'focus-stack'],
      [/^Live/, 'multiple-exposure'],
      [/^HDR/, 'hdr'],
    ],
  },
  {
    tags: ['Panasonic:TimerRecording'],
    words: [
      [/^Focus/, 'focus-stack'],
      [/^(Time Lapse|Stop)/, 'interval'],
    ],
  },
  { tags: ['Canon:MultiExposure', 'Panasonic:MultiExposure'], words: [[/^On/, 'multiple-exposure']] },
  {
    tags: ['Nikon:MultiExposureMode'],
    words: [
      [/^(Multiple|Image)/, 'multiple-exposure'],
      [/^HDR/, 'hdr'],
    ],
  },
  { tags: ['Panasonic:SweepPanoramaDirection', 'Olympus:PanoramaMode'], words: [[/(Left|Right|Top|Bottom) to/, 'panorama']] },
  { tags: ['FujiFilm:PanoramaAngle'], words: [[/^[1-9]/, 'panorama']] },
  { tags: ['Canon:HDR', 'Panasonic:HDR', 'Sony:HDR'], words: [[/^(?!Off)/, 'hdr']] },
  { tags: ['Canon:AutoExposureBracketing', 'Canon:WBBracketMode'], words: [[/^On/, 'bracket']] },
  { tags: ['Canon:BracketMode'], words: [[/^(AEB|FEB|ISO|WB)$/, 'bracket']] },
  { tags: ['Pentax:AutoBracketing'], words: [[/^(0\.[1-9]|[1-9])/, 'bracket']] },
  {
    tags: ['FujiFilm:AutoBracketing'],
    words: [
      [/^Pixel/, 'pixel-shift'],
      [/^No flash/, 'bracket'],
      [/^Off/, 'single'],
    ],
  },
  {
    tags: ['Olympus:SpecialMode'],
    words: [
      [/Panorama: [^(]/, 'panorama'],
      [/^Fast/, 'continuous'],
      [/^Normal/, 'single'],
    ],
  },
  { tags: ['Canon:SelfTimer', 'Panasonic:SelfTimer'], words: [[/^[1-9]/, 'self-timer']] },
  {
    tags: [
      ...['Canon:ContinuousDrive', 'Nikon:ShootingMode', 'Sony:ReleaseMode', 'Panasonic:BurstMode', 'Olympus:DriveMode', 'Pentax:DriveMode'],
      ...['FujiFilm:DriveMode', 'Minolta:DriveMode', 'Sigma:DriveMode', 'SigmaRaw:DriveMode'],
    ],
    words: [
      [/Focus Bracketing/, 'focus-stack'],
      [/Multiple Exposure|Composite/, 'multiple-exposure'],
      [/Interval/, 'interval'],
      [/HDR/, 'hdr'],
      [/Bracket/, 'bracket'],
      [/Continuous|Burst|^On|^Unlimited|^Multi/, 'continuous'],
      [/(?<!No )timer|Delay/i, 'self-timer'],
      [/^(Single|SINGLE|Normal|Off|Silent Single)/, 'single'],
    ],
  },
];

const ORDER: readonly DriveMode[] = [
  ...(['pixel-shift', 'focus-stack', 'multiple-exposure', 'panorama', 'interval', 'hdr', 'bracket'] as const),
  ...(['continuous', 'self-timer', 'single'] as const),
];

/** The drive facts by exiftool's words. */
export function expectedDrive(tags: Tags): Readonly<Record<DriveField, Fact>> {
  const said = STATEMENTS.flatMap((it) => it.tags.map((tag) => modeOf(firstOf(tags, tag), it.words)));
  const burst = firstOf(tags, 'Apple:BurstUUID', 'XMP-GCamera:BurstID');
  const mode = ORDER.find((it) => said.includes(it)) ?? (burst === null ? null : 'continuous');
  return {
    'drive.mode': mode,
    'drive.sequenceNumber': expectedSequence(tags, mode),
    'drive.shotCount': firstOf(tags, 'Canon:FileNumber', 'CanonRaw:FileNumber', 'Nikon:ShutterCount', 'FujiFilm:ImageCount') || null,
    'drive.bracketValue': mode === 'bracket' ? firstOf(tags, 'Canon:AEBBracketValue', 'Nikon:ExposureBracketValue') : null,
  };
}

const modeOf = (value: Fact, words: readonly (readonly [RegExp, DriveMode])[]): DriveMode | null =>
  value === null ? null : (words.find(([pattern]) => pattern.test(String(value)))?.[1] ?? null);

/** Canon's number only means something in continuous drive. */
function expectedSequence(tags: Tags, mode: DriveMode | null): Fact {
  const shot = /Shot (\d+)/.exec(String(firstOf(tags, 'Olympus:DriveMode', 'Olympus:PanoramaMode') ?? ''))?.[1];
  const canon = mode === 'continuous' ? firstOf(tags, 'Canon:SequenceNumber') : mode === 'bracket' ? firstOf(tags, 'Canon:BracketShotNumber') : null;
  return Number(shot ?? canon ?? firstOf(tags, 'Sony:SequenceNumber', 'Panasonic:SequenceNumber', 'FujiFilm:SequenceNumber') ?? 0) || null;
}
