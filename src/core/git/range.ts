/** Two states to compare: `to` is `null` for the files as they are now. */
export interface RevisionRange {
  readonly from: string;
  readonly to: string | null;
  /** Begin where the two parted, as a pull request does. */
  readonly sinceParting: boolean;
}

/** `REV`, `A..B` or `A...B` in git's sense; an end that is left out is HEAD. Without text, what is not committed yet. */
export function parseRange(text: string | null): RevisionRange {
  const [, from = '', dots, to = ''] = /^(.*?)(\.{2,3})(?!\.)(.*)$/.exec(text ?? '') ?? [];
  if (dots === undefined) return { from: text || 'HEAD', to: null, sinceParting: false };
  return { from: from || 'HEAD', to: to || 'HEAD', sinceParting: dots === '...' };
}
