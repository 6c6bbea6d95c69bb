import { execFileSync, spawnSync } from 'node:child_process';

const installed = spawnSync('exiftool', ['-ver']).status === 0;

/** For tests with exiftool as oracle: skipped with the reason in the title where it is not installed. */
export function needExiftool(context: Mocha.Context): void {
  if (installed) return;
  if (context.test) context.test.title += ' (skipped: exiftool is not installed)';
  context.skip();
}

/** Every tag exiftool reads from the XMP of a file, with its group; what belongs to the file system is left out. */
export function exiftoolTags(file: string): Record<string, unknown> {
  const output = execFileSync('exiftool', ['-struct', '-j', '-G1', '-a', file], { encoding: 'utf8', maxBuffer: 64 << 20 });
  const [tags] = JSON.parse(output) as [Record<string, unknown>];
  return Object.fromEntries(Object.entries(tags).filter(([name]) => !/^(System:|SourceFile|ExifTool:|File:)/.test(name)));
}
