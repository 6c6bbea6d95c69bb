import { readdirSync, readFileSync } from 'node:fs';

/** Child processes of a process whose command line names `script` (Linux); those that ended meanwhile are passed over. */
export function childrenRunning(parent: number, script: string): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => isChild(pid, parent) && read(`/proc/${pid}/cmdline`).includes(script));
}

/** `PID (name) state PPID …` */
const isChild = (pid: number, parent: number): boolean =>
  read(`/proc/${pid}/stat`)
    .replace(/^.*\) /s, '')
    .split(' ')[1] === String(parent);

function read(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    // It is gone.
    return '';
  }
}
