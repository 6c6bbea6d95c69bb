import type { StoreLocation } from '../../core/index/location';
import type { Compared, Comparison } from '../../core/vectors/compare';
import type { ReplySchemas, RequestSchemas } from '../../protocol/messages';

/** What the host asks of a thread that compares vectors. Both ends are of one build and one process, so nothing is checked. */
export interface CompareMethods {
  readonly compare: { readonly request: Comparison & Pick<StoreLocation, 'dir'>; readonly reply: Compared | null };
}

export const compareRequests: RequestSchemas<CompareMethods> = { compare: (value) => value as CompareMethods['compare']['request'] };
export const compareReplies: ReplySchemas<CompareMethods> = { compare: (value) => value as Compared | null };
