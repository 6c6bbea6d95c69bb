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
export const extractWithQrate = (file: string): Extracted =>
  withContents(file, (source, contents) => {
    const { chosen } = choosePreview(source, contents.candidates);
    if (chosen === null) throw new Error(`No preview in ${file}`);
    return { preview: chosen.bytes, reads: source.stats };
  });

/** Milliseconds to read the metadata once the container is open and its head in memory. */
export const readExifMs = (file: string): Promise<number> =>
  withContents(file, async (_, contents) => {
    const start = performance.now();
    await readMetadata(contents, []);
    return performance.now() - start;
  });

type Contents = ReturnType<(typeof READERS)['jpeg']>;

function withContents<T>(file: string, work: (source: ByteSource, contents: Contents) => T): T {
  const source = ByteSource.open(file);
  try {
    const sniffed = sniff(source);
    if (sniffed === null) throw new Error(`${file} is no photo`);
    return work(source, READERS[sniffed.container](source));
  } finally {
    source.close();
  }
}
