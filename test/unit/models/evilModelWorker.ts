import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Messenger } from '../../../src/protocol/messages';
import { type ModelWorkerMethods, modelWorkerRequests } from '../../../src/protocol/modelWorker';
import type { HostMethods } from '../../../src/protocol/worker';
import { parentTransport } from '../../../src/workers/ipc';
import { startWatchdog } from '../../../src/workers/watchdog';

/** A model worker that does what the network's name says: `once-…` only the first time, `always-…` each time. */
startWatchdog();

function misbehave(file: string): void {
  const [often, deed] = path.basename(file, '.onnx').split('-');
  const marker = `${file}.pid`;
  if (often === 'good' || (often === 'once' && existsSync(marker))) return;
  writeFileSync(marker, String(process.pid));
  if (deed === 'exit') process.exit(3);
  if (deed === 'eat') Array.from({ length: 4000 }, () => Buffer.alloc(1 << 20, 1));
  for (;;) JSON.stringify(process.pid);
}

new Messenger<HostMethods, ModelWorkerMethods>({
  transport: parentTransport(),
  replies: {},
  requests: modelWorkerRequests,
  handlers: {
    hello: async () => ({ rss: 1 }),
    process: async (job) => {
      if (job.want !== 'open') throw new Error('a mistake of qrate');
      misbehave(job.network.path);
      return {
        result: { want: 'open', failure: null, network: { runtime: String(process.pid), inputs: [job.network.path], outputs: [] } },
        rss: 1,
      };
    },
  },
});
