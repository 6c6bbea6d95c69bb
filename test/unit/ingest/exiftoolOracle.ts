import { execFileSync } from 'node:child_process';
import path from 'node:path';
import type { Metadata } from '../../../src/core/model';
import { expectedDrive } from './exiftoolDrive';

export type Fact = string | number | boolean | null;
export type Tags = Readonly<Record<string, unknown>>;

/** Every field of Metadata; those of its parts by `part.field`. */
export type Field =
  | Exclude<keyof Metadata, 'flash' | 'gps' | 'drive'>
  | `flash.${keyof NonNullable<Metadata['flash']>}`
  | `gps.${keyof NonNullable<Metadata['gps']>}`
  | `drive.${keyof NonNullable<Metadata['drive']>}`;
export type Facts = Readonly<Record<Field, Fact>>;

/** `#` = as a number; others are wanted in exiftool's words. */
const TAGS = [
  ...['DateTimeOriginal', 'CreateDate', 'SubSecTimeOriginal', 'SubSecTimeDigitized', 'OffsetTimeOriginal', 'LensInfo', 'DNGLensInfo'],
  ...['ISO#', 'RecommendedExposureIndex#', 'ExposureTime#', 'ShutterSpeedValue#', 'ShutterSpeed#', 'FNumber#', 'ApertureValue#'],
  ...['Aperture#', 'FocalLength#', 'FocalLengthIn35mmFormat#', 'ExposureCompensation#', 'ExposureMode#', 'ExposureProgram#', 'Flash#'],
  ...['Orientation#', 'Rotation#', 'ImageSize#', 'Rating#', 'GPSLatitude#', 'GPSLongitude#', 'GPSAltitude#'],
  ...['Make', 'Model', 'SerialNumber', 'CameraSerialNumber', 'InternalSerialNumber#', 'LensModel', 'Canon:LensModel', 'Nikon:Lens'],
  ...['LensType', 'MinFocalLength#', 'MaxFocalLength#', 'MaxApertureAtMinFocal#', 'MaxApertureAtMaxFocal#', 'BurstUUID', 'BurstID', 'Label'],
  // What `exiftoolDrive` makes the drive facts from.
  ...['ContinuousDrive', 'SelfTimer', 'AutoExposureBracketing', 'AEBBracketValue#', 'BracketMode', 'BracketShotNumber#', 'MultiExposure'],
  ...['HDR', 'FileNumber#', 'ShootingMode', 'MultiExposureMode', 'ExposureBracketValue#', 'ShutterCount#', 'ReleaseMode', 'SequenceNumber#'],
  ...['PixelShiftInfo', 'BurstMode', 'TimerRecording', 'SweepPanoramaDirection', 'AutoBracketing', 'DriveMode', 'ImageCount#'],
  ...['PixelShiftShots', 'PanoramaAngle', 'SpecialMode', 'StackedImage', 'PanoramaMode', 'WBBracketMode'],
  ...['FileType', 'Warning', 'Error'],
];

/** What exiftool reads from every file under `folder`, by path; `null` where there is no exiftool. */
export function readByExiftool(folder: string): Map<string, Tags> | null {
  const args = ['-j', '-G1', '-r', '-ext', '*', '-q', '-q', '-fast', ...TAGS.map((tag) => `-${tag}`), '.'];
  const json = run(args, folder);
  return json === null ? null : new Map((JSON.parse(json) as Tags[]).map((row) => [path.posix.normalize(String(row.SourceFile)), row]));
}

/** exiftool ends with 1 when any file was odd; what it printed still counts. */
function run(args: readonly string[], cwd: string): string | null {
  try {
    return execFileSync('exiftool', args, { cwd, maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] }).toString('utf8');
  } catch (error) {
    const { stdout } = error as { stdout?: Buffer };
    return stdout && stdout.length > 2 ? stdout.toString('utf8') : null;
  }
}

/** The error or serious warning that exiftool itself has about a file; a `[minor]` one is none. */
export function complaintOf(tags: Tags): string | null {
  const complaint = tags['ExifTool:Error'] ?? tags['ExifTool:Warning'];
  return typeof complaint === 'string' && !/^\[minor\]/i.test(complaint) ? complaint : null;
}

/** The first of these tags with a value. */
export function firstOf(tags: Tags, ...names: readonly string[]): string | number | null {
  const value = names.map((name) => tags[name]).find((it) => it !== undefined && String(it).trim() !== '');
  return typeof value === 'number' ? value : value === undefined ? null : String(value).trim();
}

/** exiftool's answer in the shape of `Metadata`: the plain EXIF tag first, then the makers' own. */
export function toExpected(tags: Tags): Facts {
  const first = (...names: string[]) => firstOf(tags, ...names);
  const exif = (name: string) => first(`ExifIFD:${name}`, `IFD0:${name}`, `CanonRaw:${name}`, `SigmaRaw:${name}`);
  const [width = null, height = null] = String(tags['Composite:ImageSize'] ?? '')
    .split(/[ x]/)
    .filter((it) => it !== '');
  const flash = exif('Flash');
  return {
    timestamp: expectedTime(exif),
    iso: wholeIso(exif('ISO') ?? first('Nikon:ISO', 'Composite:ISO', 'Canon:ISO')),
    shutter: exif('ExposureTime') ?? exif('ShutterSpeedValue') ?? first('Composite:ShutterSpeed'),
    aperture: exif('FNumber') ?? exif('ApertureValue') ?? first('Composite:Aperture'),
    focalLength: exif('FocalLength') ?? first('Canon:FocalLength'),
    focalLength35: exif('FocalLengthIn35mmFormat') || null,
    make: exif('Make'),
    model: exif('Model'),
    serial: expectedSerial(exif, first),
    lens: expectedLens(exif, first),
    orientation: exif('Orientation') ?? ROTATIONS[String(first('CanonRaw:Rotation', 'SigmaRaw:Rotation'))] ?? null,
    width,
    height,
    exposureBias: exif('ExposureCompensation') ?? first('Canon:ExposureCompensation'),
    exposureMode: exif('ExposureMode'),
    exposureProgram: expectedProgram(exif('ExposureProgram')),
    'flash.code': flash,
    'flash.fired': flash === null ? null : (Number(flash) & 1) === 1,
    'gps.latitude': first('Composite:GPSLatitude'),
    'gps.longitude': first('Composite:GPSLongitude'),
    'gps.altitude': tags['Composite:GPSLatitude'] === undefined ? null : first('Composite:GPSAltitude'),
    burstId: first('Apple:BurstUUID', 'XMP-GCamera:BurstID'),
    ...expectedDrive(tags),
    rating: first('XMP-xmp:Rating', 'IFD0:Rating'),
    label: first('XMP-xmp:Label'),
  };
}

/** Our answer in the same shape. */
export function toFacts({ flash, gps, drive, ...plain }: Metadata): Facts {
  return {
    ...plain,
    'flash.code': flash?.code ?? null,
    'flash.fired': flash?.fired ?? null,
    'gps.latitude': gps?.latitude ?? null,
    'gps.longitude': gps?.longitude ?? null,
    'gps.altitude': gps?.altitude ?? null,
    'drive.mode': drive?.mode ?? null,
    'drive.sequenceNumber': drive?.sequenceNumber ?? null,
    'drive.shotCount': drive?.shotCount ?? null,
    'drive.bracketValue': drive?.bracketValue ?? null,
  };
}

/** 0 = not defined. X3F has letters. */
const expectedProgram = (program: string | number | null) => ({ M: 1, P: 2, A: 3, S: 4 })[String(program)] ?? (program || null);

type Lookup = (...names: string[]) => string | number | null;

const expectedSerial = (exif: Lookup, first: Lookup) =>
  exif('SerialNumber') ??
  exif('CameraSerialNumber') ??
  first('Nikon:SerialNumber', 'Canon:SerialNumber', 'Olympus:SerialNumber', 'Sigma:SerialNumber') ??
  first('Panasonic:InternalSerialNumber', 'FujiFilm:InternalSerialNumber');

const expectedLens = (exif: Lookup, first: Lookup) =>
  exif('LensModel') ??
  first('Canon:LensModel', 'Olympus:LensModel', 'Panasonic:LensType', 'Nikon:Lens') ??
  fujifilmLens(first) ??
  exif('LensInfo') ??
  exif('DNGLensInfo');

/** exiftool prints the four numbers one by one. */
function fujifilmLens(first: Lookup): string | null {
  const names = ['MinFocalLength', 'MaxFocalLength', 'MaxApertureAtMinFocal', 'MaxApertureAtMaxFocal'];
  const [short, long, wide, tele] = names.map((name) => first(`FujiFilm:${name}`));
  const range = (a?: Fact, b?: Fact) => (a === b ? a : `${a}-${b}`);
  return short == null ? null : `${range(short, long)}mm f/${range(wide, tele)}`;
}

/** Degrees clockwise, as CRW and X3F say it. */
const ROTATIONS: Readonly<Record<string, number>> = { 0: 1, 90: 6, 180: 3, 270: 8 };

/** Nikon writes a pair; values computed from APEX are whole numbers on the camera's display. */
const wholeIso = (iso: string | number | null): number | null => (iso === null ? null : Math.round(Number(String(iso).split(' ').at(-1))));

function expectedTime(exif: (name: string) => string | number | null): string | null {
  const original = exif('DateTimeOriginal');
  const match = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)/.exec(String(original ?? exif('CreateDate')));
  if (!match || match[1] === '0000') return null;
  const subSec = exif(original === null ? 'SubSecTimeDigitized' : 'SubSecTimeOriginal');
  const offset = original === null ? null : exif('OffsetTimeOriginal');
  return `${match[1]}-${match[2]}-${match[3]}T${match[4]}${subSec === null ? '' : `.${subSec}`}${offset ?? ''}`;
}

/** Texts to the letter, numbers to a thousandth of their size (exiftool rounds what it prints). */
export function sameValue(got: Fact, want: Fact): boolean {
  if (got === null || want === null || typeof got === 'boolean') return got === want;
  if (typeof got === 'string') return got === String(want).trim();
  return Math.abs(got - Number(want)) <= 1e-3 * Math.abs(Number(want)) + 1e-9;
}
