import { ByteSource, type ReadStats } from '../../src/core/ingest/byteSource';
import { READERS } from '../../src/core/ingest/containers/readers';
import { readMetadata } from '../../src/core/ingest/metadata/metadata';
import { choosePreview } from '../../src/core/ingest/preview/choose';
import { sniff } from '../../src/core/ingest/sniff';

interface Extracted {
  readonly preview: Buffer;
  /** Of the whole file, the preview's own bytes included. */
  readonly reads: ReadStats;
}

/** From the path to the preview's bytes in memory, nothing cached but by the system. */
export function extractWithQrate(file: string): Extracted {
  const source = ByteSource.open(file);
  try {
    const { chosen } = choosePreview(source, contentsOf(source, file).candidates);
    if (chosen === null) throw new Error(`No preview in ${file}`);
    return { preview: chosen.bytes, reads: source.stats };
  } finally {
    source.close();
  }
}

/** Milliseconds to read the metadata once the container is open and its head in memory. */
export async function readExifMs(file: string): Promise<number> {
  const source = ByteSource.open(file);
  try {
    const contents = contentsOf(source, file);
    const start = performance.now();
    await readMetadata(contents, []);
    return performance.now() - start;
  } finally {
    source.close();
  }
}

function contentsOf(source: ByteSource, file: string) {
  const sniffed = sniff(source);
  if (sniffed === null) throw new Error(`${file} is no photo`);
  return READERS[sniffed.container](source);
}
