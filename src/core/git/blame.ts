import type { Commit } from './reports';

/** The commit that brought in each line, by number (from 1). Reads `git blame --porcelain`. */
export function parseBlame(output: string): ReadonlyMap<number, Commit> {
  const commits = new Map<string, Map<string, string>>();
  const lines = new Map<number, string>();
  let current = new Map<string, string>();
  for (const text of output.split('\n')) {
    const [, hash, line] = /^([0-9a-f]{40}|[0-9a-f]{64}) \d+ (\d+)/.exec(text) ?? [];
    if (hash !== undefined) {
      current = commits.get(hash) ?? new Map<string, string>();
      commits.set(hash, current);
      lines.set(Number(line), hash);
    } else if (!text.startsWith('\t')) {
      const space = text.indexOf(' ');
      if (space > 0) current.set(text.slice(0, space), text.slice(space + 1));
    }
  }
  const read = new Map([...commits].map(([hash, headers]) => [hash, commitOf(hash, headers)]));
  return new Map([...lines].flatMap(([line, hash]) => [[line, read.get(hash)] as const]).filter(isKnown));
}

const isKnown = (entry: readonly [number, Commit | undefined]): entry is readonly [number, Commit] => entry[1] !== undefined;

function commitOf(hash: string, headers: ReadonlyMap<string, string>): Commit {
  const mail = headers.get('author-mail') ?? '<>';
  const name = headers.get('author') ?? '';
  return {
    hash,
    author: mail === '<>' ? name : `${name} ${mail}`,
    time: new Date(Number(headers.get('author-time') ?? 0) * 1000).toISOString(),
    subject: headers.get('summary') ?? '',
  };
}
