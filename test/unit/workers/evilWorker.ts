import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { NO_METADATA } from '../../../src/core/model';
import type { PhotoJob, PhotoResult } from '../../../src/core/ports';
import { Messenger } from '../../../src/protocol/messages';
import { type HostMethods, type WorkerMethods, workerRequests } from '../../../src/protocol/worker';
import { parentTransport } from '../../../src/workers/ipc';
import { startWatchdog } from '../../../src/workers/watchdog';

/** A worker that does what the photo's name says. A good result carries the process id in the camera's serial number. */
const metadata = { ...NO_METADATA, serial: String(process.pid) };
const GOOD: PhotoResult = { format: 'jpeg', metadata, preview: null, scores: null, hash: null, failure: null };
let jobs = 0;

function misbehave(job: PhotoJob): unknown {
  const deed = job.photo.path.replace(/\d*\.jpg$/, '');
  writeFileSync(path.join(job.root, `${deed}.pid`), String(process.pid));
  switch (deed) {
    case 'hang':
      for (;;) JSON.stringify(process.pid);
    case 'abort':
      return process.abort();
    case 'exit':
      return process.exit(3);
    case 'eat':
      return Array.from({ length: 4000 }, () => Buffer.alloc(1 << 20, 1)).length;
    case 'heap': {
      const kept: string[][] = [];
      for (;;) kept.push(Array.from({ length: 1000 }, (_, i) => `${i}${kept.length}`));
    }
    case 'garbage':
      process.send?.('rubbish');
      return GOOD;
    case 'wrong':
      return { ...GOOD, hash: 'not a hash' };
    case 'throw':
      throw new Error('a mistake of qrate');
    case 'wornout':
      return jobs > 1 ? process.exit(4) : GOOD;
    default:
      return GOOD;
  }
}

startWatchdog();
new Messenger<HostMethods, WorkerMethods>({
  transport: parentTransport(),
  replies: {},
  requests: workerRequests,
  handlers: {
    hello: async () => ({ rss: 1 }),
    process: async (job) => {
      jobs++;
      const rss = job.photo.path.startsWith('grown') ? Number.MAX_SAFE_INTEGER : 1;
      return { result: misbehave(job) as PhotoResult, rss };
    },
  },
});
