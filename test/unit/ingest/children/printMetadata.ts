import { PhotoError } from '../../../../src/core/failures';
import { ingestPhoto } from '../../../../src/core/ingest/ingest';
import { readManifest } from '../manifest';

/** Prints this process's time zone, then the metadata of every sample, one a line. */
async function main(samples: string): Promise<void> {
  const lines = [Intl.DateTimeFormat().resolvedOptions().timeZone];
  for (const { path = '' } of readManifest(samples)) {
    try {
      const { metadata } = await ingestPhoto(samples, { path, size: 0, mtimeMs: 0, companions: [] });
      lines.push(`${path} ${JSON.stringify(metadata)}`);
    } catch (error) {
      if (!(error instanceof PhotoError)) throw error;
      lines.push(`${path} ${error.code}`);
    }
  }
  process.stdout.write(`${lines.join('\n')}\n`);
}

void main(process.argv[2] ?? '');
