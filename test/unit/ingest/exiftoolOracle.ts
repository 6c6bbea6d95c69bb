import { execFileSync } from 'node:child_process';
import path from 'node:path';
import type { Metadata } from '../../../src/core/model';

export type Expected = Readonly<Record<keyof Metadata, string | number | null>>;
type Tags = Readonly<Record<string, unknown>>;

/** `#` = as a number; LensInfo is wanted in words. */
const TAGS = [
  ...['DateTimeOriginal', 'CreateDate', 'SubSecTimeOriginal', 'SubSecTimeDigitized', 'OffsetTimeOriginal', 'LensInfo', 'DNGLensInfo'],
  ...[
    'ISO#',
    'RecommendedExposureIndex#',
    'ExposureTime#',
    'ShutterSpeedValue#',
    'ShutterSpeed#',
    'FNumber#',
    'ApertureValue#',
    'Aperture#',
  ],
  ...['FocalLength#', 'ExposureCompensation#', 'ExposureMode#', 'Orientation#', 'Rotation#', 'ImageSize#', 'Rating#'],
  ...[
    'Make',
    'Model',
    'SerialNumber',
    'CameraSerialNumber',
    'LensModel',
    'Canon:LensModel',
    'LensType',
    'BurstUUID',
    'BurstID',
    'Label',
    'FileType',
  ],
];

/** What exiftool reads from every file under `folder`, by path; `null` where there is no exiftool. */
export function readByExiftool(folder: string): Map<string, Tags> | null {
  const args = ['-j', '-G1', '-r', '-q', '-q', '-fast', ...TAGS.map((tag) => `-${tag}`), '.'];
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

/** exiftool's answer in the shape of `Metadata`: the plain EXIF tag first, then the makers' own. */
export function toExpected(tags: Tags): Expected {
  const first = (...names: string[]): string | number | null => {
    const value = names.map((name) => tags[name]).find((it) => it !== undefined && String(it).trim() !== '');
    return typeof value === 'number' ? value : value === undefined ? null : String(value).trim();
  };
  const exif = (name: string) => first(`ExifIFD:${name}`, `IFD0:${name}`, `CanonRaw:${name}`, `SigmaRaw:${name}`);
  const [width = null, height = null] = String(tags['Composite:ImageSize'] ?? '')
    .split(/[ x]/)
    .filter((it) => it !== '');
  return {
    timestamp: expectedTime(exif),
    iso: wholeIso(exif('ISO') ?? first('Nikon:ISO', 'Composite:ISO', 'Canon:ISO')),
    shutter: exif('ExposureTime') ?? exif('ShutterSpeedValue') ?? first('Composite:ShutterSpeed'),
    aperture: exif('FNumber') ?? exif('ApertureValue') ?? first('Composite:Aperture'),
    focalLength: exif('FocalLength') ?? first('Canon:FocalLength'),
    make: exif('Make'),
    model: exif('Model'),
    serial: exif('SerialNumber') ?? exif('CameraSerialNumber') ?? first('Nikon:SerialNumber', 'Canon:SerialNumber', 'Olympus:SerialNumber'),
    lens:
      exif('LensModel') ?? first('Canon:LensModel', 'Olympus:LensModel', 'Panasonic:LensType') ?? exif('LensInfo') ?? exif('DNGLensInfo'),
    orientation: exif('Orientation') ?? ROTATIONS[String(first('CanonRaw:Rotation', 'SigmaRaw:Rotation'))] ?? null,
    width,
    height,
    exposureBias: exif('ExposureCompensation') ?? first('Canon:ExposureCompensation'),
    exposureMode: exif('ExposureMode'),
    burstId: first('Apple:BurstUUID', 'XMP-GCamera:BurstID'),
    rating: first('XMP-xmp:Rating', 'IFD0:Rating'),
    label: first('XMP-xmp:Label'),
  };
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
export function sameValue(got: string | number | null, want: string | number | null): boolean {
  if (got === null || want === null) return got === want;
  if (typeof got === 'string') return got === String(want).trim();
  return Math.abs(got - Number(want)) <= 1e-3 * Math.abs(Number(want)) + 1e-9;
}
