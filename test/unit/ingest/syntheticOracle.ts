import { execFileSync } from 'node:child_process';
import path from 'node:path';
import type { SyntheticFile } from '../../fixtures/synthetic/catalog';

export type Tags = Readonly<Record<string, unknown>>;
type Oracle = SyntheticFile['previews'][number]['oracle'];

/** Everything exiftool finds in the files of a folder, by file name, pictures included; `null` where there is no exiftool. */
export function readWithExiftool(folder: string): ReadonlyMap<string, Tags> | null {
  const args = ['-j', '-b', '-n', '-u', '-G1', '-a', '-q', '-q'];
  const wanted = [
    'FileType',
    'Make',
    'Model',
    'preview:all',
    'JpgFromRaw',
    'StripOffsets',
    'StripByteCounts',
    'PanasonicRaw_0x0127',
    'DateTimeOriginal',
  ];
  try {
    const json = execFileSync('exiftool', [...args, ...wanted.map((it) => `-${it}`), folder], {
      maxBuffer: 1 << 28,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return new Map((JSON.parse(json.toString('utf8')) as Tags[]).map((it) => [path.basename(String(it.SourceFile)), it]));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** The JPEG that exiftool finds under a tag, or in the strip of a directory; empty where there is none. */
export function extracted(tags: Tags, oracle: Oracle, file: Buffer): Buffer {
  if ('tag' in oracle) return binary(tags[oracle.tag]);
  const at = Number(tags[`${oracle.stripOf}:StripOffsets`]);
  return file.subarray(at, at + Number(tags[`${oracle.stripOf}:StripByteCounts`]));
}

const BASE64 = 'base64:';

const binary = (value: unknown): Buffer =>
  Buffer.from(typeof value === 'string' && value.startsWith(BASE64) ? value.slice(BASE64.length) : '', 'base64');

/** Groups differ by container; the value does not. */
export const inAnyGroup = (tags: Tags, name: string): unknown => Object.entries(tags).find(([key]) => key.endsWith(`:${name}`))?.[1];
