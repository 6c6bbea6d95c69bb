import type { ChildProcess } from 'node:child_process';
import type { Transport } from '../protocol/messages';

/** The host's end of a worker's IPC channel. Posting to a dead worker is silent: its exit is reported elsewhere. */
export function childTransport(child: ChildProcess): Transport {
  return {
    post: (message) => {
      if (child.connected) child.send(message as object, () => {});
    },
    onMessage: (listener) => {
      child.on('message', listener);
      return () => child.off('message', listener);
    },
  };
}

/** The worker's end. Throws when this process was not forked with a channel. */
export function parentTransport(): Transport {
  if (!process.send) throw new Error('A worker must be forked by its supervisor.');
  return {
    post: (message) => {
      if (process.connected) process.send?.(message);
    },
    onMessage: (listener) => {
      process.on('message', listener);
      return () => process.off('message', listener);
    },
  };
}
