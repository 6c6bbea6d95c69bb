import { createDecoders } from '../core/ingest/decode/decoders';
import { Messenger } from '../protocol/messages';
import { type HostMethods, type WorkerMethods, workerRequests } from '../protocol/worker';
import { parentTransport } from './ipc';
import { processPhoto } from './photoJob';
import { startWatchdog } from './watchdog';

// The decoders' WASM lies beside this script.
const decoders = createDecoders({ wasmFolder: __dirname, cpuLimit: startWatchdog() });
const rss = (): number => process.memoryUsage.rss();
new Messenger<HostMethods, WorkerMethods>({
  transport: parentTransport(),
  replies: {},
  requests: workerRequests,
  handlers: {
    hello: async () => ({ rss: rss() }),
    process: async (job) => ({ result: await processPhoto(job, decoders), rss: rss() }),
  },
});
