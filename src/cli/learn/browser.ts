import { spawn } from 'node:child_process';

/** Whether the person sits in front of a screen of this machine. */
export function hasDisplay(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): boolean {
  if (env.SSH_CONNECTION || env.SSH_TTY) return false;
  return platform === 'linux' ? Boolean(env.DISPLAY || env.WAYLAND_DISPLAY) : true;
}

const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
};

/** Opens an address in the system's browser, without a shell. `onProblem` hears where that did not work. */
export function openBrowser(address: string, onProblem: (why: string) => void): void {
  const [program, ...args] = OPENERS[process.platform] ?? ['xdg-open'];
  const child = spawn(program, [...args, address], { stdio: 'ignore', detached: true });
  child.once('error', (error) => onProblem(error.message));
  child.once('exit', (code) => code !== 0 && onProblem(`${program} ended with ${code}`));
  child.unref();
}
