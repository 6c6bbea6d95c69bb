import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeSyntheticFiles } from '../fixtures/synthetic/catalog';
import { samplesDir } from '../support/samples';
import { readManifest } from '../unit/ingest/manifest';
import { median } from './measure';
import { ExifTool, extractWithDcraw, findOther } from './previewPeers';
import { extractWithQrate, readExifMs } from './previewQrate';

// npm run bench:previews [-- ROUNDS]: finding and reading the preview of each RAW file, qrate beside an exiftool process that is kept
// open and beside `dcraw -e`, in turns, file by file. Real samples where there are any, and files made by the containers' specifications.
const ROUNDS = Number(process.argv[2] ?? 7);
/** Metadata cost so little that the first readings are those of code that was never run; a shoot has thousands of files. */
const WARM_UP_ROUNDS = 40;
const EXIF_ROUNDS = 20;

interface Row {
  readonly name: string;
  readonly previewBytes: number;
  readonly beside: number;
  readonly reads: number;
  readonly exifMs: number;
  readonly ms: number;
  /** `null` where the program finds no preview, or is not there. */
  readonly exiftoolMs: number | null;
  readonly dcrawMs: number | null;
}

async function main(): Promise<void> {
  const home = await mkdtemp(path.join(tmpdir(), 'qrate-bench-'));
  const exiftool = findOther('exiftool', ['-ver']) ? new ExifTool() : null;
  const dcraw = findOther('dcraw', []);
  try {
    const files = [...sampleFiles(), ...(await syntheticFiles(home))];
    const exif = await exifTimes(files);
    const rows: Row[] = [];
    for (const file of files) rows.push({ ...(await compare(file, { exiftool, dcraw })), exifMs: exif.get(file) ?? Number.NaN });
    print(rows);
  } finally {
    await exiftool?.close();
    await rm(home, { recursive: true, force: true });
  }
}

/** The RAW samples with a preview that is worth finding. */
function sampleFiles(): string[] {
  if (samplesDir === null) return [];
  const dir = samplesDir;
  return readManifest(dir).flatMap(({ path: name = '', biggest_embedded_jpeg: biggest = 'none' }) =>
    name.startsWith('raw/') && biggest !== 'none' && biggest !== '' && !/\.jpe?g$/i.test(name) ? [path.join(dir, name)] : [],
  );
}

async function syntheticFiles(home: string): Promise<string[]> {
  const files = await makeSyntheticFiles();
  await Promise.all(files.map(({ name, bytes }) => writeFile(path.join(home, name), bytes)));
  return files.map(({ name }) => path.join(home, name));
}

/** Median milliseconds by file, all files in turns. */
async function exifTimes(files: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const times = new Map(files.map((file) => [file, [] as number[]]));
  for (let round = 0; round < WARM_UP_ROUNDS + EXIF_ROUNDS; round++) {
    for (const file of files) {
      const time = await readExifMs(file);
      if (round >= WARM_UP_ROUNDS) times.get(file)?.push(time);
    }
  }
  return new Map([...times].map(([file, measured]) => [file, median(measured)]));
}

interface Others {
  readonly exiftool: ExifTool | null;
  readonly dcraw: boolean;
}

async function compare(file: string, { exiftool, dcraw }: Others): Promise<Omit<Row, 'exifMs'>> {
  const found = extractWithQrate(file);
  const tag = (await exiftool?.tagOf(file, found.preview)) ?? null;
  const dcrawFinds = dcraw && extractWithDcraw(file) > 0;
  const times: { ours: number[]; exiftool: number[]; dcraw: number[] } = { ours: [], exiftool: [], dcraw: [] };
  for (let round = 0; round < ROUNDS; round++) {
    times.ours.push(await timed(() => extractWithQrate(file)));
    if (exiftool && tag) times.exiftool.push(await timed(() => exiftool.extract(file, tag)));
    if (dcrawFinds) times.dcraw.push(await timed(() => extractWithDcraw(file)));
  }
  return {
    name: path.basename(file),
    previewBytes: found.preview.length,
    beside: found.reads.bytes - found.preview.length,
    reads: found.reads.reads,
    ms: median(times.ours),
    exiftoolMs: times.exiftool.length > 0 ? median(times.exiftool) : null,
    dcrawMs: times.dcraw.length > 0 ? median(times.dcraw) : null,
  };
}

async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

const column = (text: string, width = 12): string => text.padStart(width);
const ms = (value: number | null): string => column(value === null ? '–' : value.toFixed(2));
const times = (other: number | null, own: number): string => column(other === null ? '–' : `${(other / own).toFixed(1)}×`);

function print(rows: readonly Row[]): void {
  const heads = ['preview KB', 'beside KB', 'reads', 'qrate ms', 'exiftool ms', 'dcraw ms', '/exiftool', '/dcraw', 'EXIF ms'];
  console.log(`${'file'.padEnd(26)}${heads.map((it) => column(it)).join('')}`);
  for (const it of rows) {
    const kilobytes = [it.previewBytes, it.beside].map((bytes) => column((bytes / 1024).toFixed(0))).join('');
    const ratios = times(it.exiftoolMs, it.ms) + times(it.dcrawMs, it.ms);
    console.log(
      `${it.name.slice(0, 25).padEnd(26)}${kilobytes}${column(String(it.reads))}${ms(it.ms)}${ms(it.exiftoolMs)}${ms(it.dcrawMs)}${ratios}${column(it.exifMs.toFixed(3))}`,
    );
  }
  const ratiosTo = (pick: (row: Row) => number | null) => rows.flatMap((row) => (pick(row) === null ? [] : [(pick(row) ?? 0) / row.ms]));
  summarise(
    'exiftool kept open',
    ratiosTo((row) => row.exiftoolMs),
    10,
  );
  summarise(
    'dcraw -e',
    ratiosTo((row) => row.dcrawMs),
    4,
  );
  console.log(
    `EXIF from the head's bytes, code warmed up: median ${median(rows.map((row) => row.exifMs)).toFixed(3)} ms a file (target 0.3)`,
  );
}

function summarise(name: string, ratios: readonly number[], target: number): void {
  const [low, middle] = [Math.min(...ratios), median(ratios)];
  const found = `median ${middle.toFixed(1)}× as fast, lowest ${low.toFixed(1)}×, ${ratios.length} files (target ${target}×)`;
  console.log(`against ${name}: ${ratios.length === 0 ? 'not on this machine' : found}`);
}

void main();
