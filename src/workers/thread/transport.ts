import type { MessagePort, Worker } from 'node:worker_threads';
import type { Transport } from '../../protocol/messages';

/** Messages between a thread and its host. */
export const portTransport = (port: MessagePort | Worker): Transport => ({
  post: (message) => port.postMessage(message),
  onMessage: (listener) => {
    port.on('message', listener);
    return () => void port.off('message', listener);
  },
});
