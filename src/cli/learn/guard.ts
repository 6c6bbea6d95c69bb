import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Who may talk to the local page: whoever was handed its address, by its own page. */
export interface Door {
  readonly port: number;
  /** In the address, and nowhere else. */
  readonly token: string;
}

/** Why a request is refused, as a status, or what it asks for: the part of its path after the token. */
export type Admission = { readonly refused: 403 | 404 | 405 } | { readonly wanted: string };

/**
 * Other programs of this machine, and pages of other sites in the same browser, can reach the port as well. A foreign name in `Host` is
 * a site whose name was bound to this machine (DNS rebinding), a foreign `Origin` a page of another site, and whoever does not know the
 * token was not handed the address.
 */
export function admit({ method = '', url = '', headers }: Pick<IncomingMessage, 'method' | 'url' | 'headers'>, door: Door): Admission {
  const host = `127.0.0.1:${door.port}`;
  if (headers.host !== host) return { refused: 403 };
  const { origin } = headers;
  if (origin === undefined ? method === 'POST' : origin !== `http://${host}`) return { refused: 403 };
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return { refused: 403 };
  if (method !== 'GET' && method !== 'POST') return { refused: 405 };
  const [, token = '', wanted] = /^\/([^/]*)\/([^?#]*)$/.exec(url) ?? [];
  return wanted !== undefined && isSame(token, door.token) ? { wanted } : { refused: 404 };
}

/** In the same time, however much of it is right. */
function isSame(given: string, token: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(token)];
  return a.length === b.length && timingSafeEqual(a, b);
}
