import { parentPort } from 'node:worker_threads';
import { compareVectors } from '../../core/vectors/compare';
import { Messenger } from '../../protocol/messages';
import { type CompareMethods, compareRequests } from './compareProtocol';
import { portTransport } from './transport';

/** A thread that compares vectors and knows nothing else: it starts in a fraction of the time of one that opens shoots. */
if (parentPort === null) throw new Error('compareThread runs as a thread');

new Messenger<Record<never, never>, CompareMethods>({
  transport: portTransport(parentPort),
  replies: {},
  requests: compareRequests,
  handlers: { compare: ({ dir, ...comparison }) => compareVectors({ dir }, comparison) },
});
