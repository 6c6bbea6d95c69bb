import { spawnSync } from 'node:child_process';

/** A Python with OpenCV, NumPy and SciPy, or `null`. The system's own comes second: another may shadow it in PATH. */
export const python: string | null =
  ['python3', '/usr/bin/python3'].find((command) => spawnSync(command, ['-c', 'import cv2, numpy, scipy']).status === 0) ?? null;

/** For tests against Python: the command, or the test is skipped with the reason in its title. */
export function needPython(context: Mocha.Context): string {
  if (python !== null) return python;
  if (context.test) context.test.title += ' (skipped: no Python with OpenCV and SciPy)';
  return context.skip();
}

/** Runs a script with JSON on stdin and gives the JSON it prints. */
export function askPython<T>(command: string, script: string, input: unknown): T {
  const { status, stdout, stderr } = spawnSync(command, ['-c', script], {
    input: JSON.stringify(input),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as T;
}
