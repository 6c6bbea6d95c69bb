import os from 'node:os';
import path from 'node:path';

/** What the folder depends on; handed in by tests. */
export interface UserDataHost {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute path of the person's home. */
  readonly home: string;
}

/**
 * Absolute folder for what qrate keeps outside of shoots (indexes of read-only shoots). `$QRATE_HOME` wins; otherwise the
 * platform's usual place, so that the extension and the command line share it.
 * Source: XDG Base Directory Specification 0.8 (relative values are ignored), Apple File System Programming Guide, Windows Known Folders.
 */
export function userDataDir(host: UserDataHost = { platform: process.platform, env: process.env, home: os.homedir() }): string {
  const { platform, env, home } = host;
  const { isAbsolute, join } = platform === 'win32' ? path.win32 : path.posix;
  const absolute = (value: string | undefined) => (value !== undefined && isAbsolute(value) ? value : null);
  const own = absolute(env.QRATE_HOME);
  if (own !== null) return own;
  if (platform === 'win32') return join(absolute(env.LOCALAPPDATA) ?? join(home, 'AppData', 'Local'), 'qrate');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'qrate');
  return join(absolute(env.XDG_DATA_HOME) ?? join(home, '.local', 'share'), 'qrate');
}
