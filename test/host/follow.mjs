// Shows a growing file as it grows.

import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const interval = 300;

/**
 * Copies what is appended to `file` to stdout until the returned function is called.
 * @returns {() => void} stops after showing the rest
 */
export function follow(file) {
  let shown = 0;
  const show = () => {
    const news = readFrom(file, shown);
    shown += news.length;
    process.stdout.write(news);
  };
  const timer = setInterval(show, interval);
  return () => {
    clearInterval(timer);
    show();
  };
}

function readFrom(file, offset) {
  let fd;
  try {
    fd = openSync(file, 'r');
  } catch {
    return Buffer.alloc(0); // nothing was written yet
  }
  try {
    const buffer = Buffer.alloc(Math.max(0, fstatSync(fd).size - offset));
    return buffer.subarray(0, readSync(fd, buffer, 0, buffer.length, offset));
  } finally {
    closeSync(fd);
  }
}
