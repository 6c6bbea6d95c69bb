import { Messenger } from '../protocol/messages';
import { type ModelWorkerMethods, modelWorkerRequests } from '../protocol/modelWorker';
import type { HostMethods } from '../protocol/worker';
import { parentTransport } from './ipc';
import { processModelJob } from './modelJob';
import { createOnnxRuntime } from './onnx/runtime';
import { startWatchdog } from './watchdog';

startWatchdog();
// The runtime's WASM lies beside this script.
const runtime = createOnnxRuntime(__dirname);
const rss = (): number => process.memoryUsage.rss();
new Messenger<HostMethods, ModelWorkerMethods>({
  transport: parentTransport(),
  replies: {},
  requests: modelWorkerRequests,
  handlers: {
    hello: async () => {
      await runtime;
      return { rss: rss() };
    },
    process: async (job) => ({ result: await processModelJob(job, await runtime), rss: rss() }),
  },
});
