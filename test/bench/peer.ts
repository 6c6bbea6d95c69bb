import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { repoRoot } from '../support/samples';
import type { Measured } from './measure';

const shared = process.env.QRATE_SHARED ?? path.join(repoRoot, '..', 'shared');
const script = path.join(shared, 'peers', 'peer_pipeline.py');

/** The usual Python stack (Pillow, OpenCV, NumPy) as one process, or why it cannot run here. */
export function findPeer(): { readonly command: string } | { readonly missing: string } {
  if (!existsSync(script)) return { missing: `no ${script}` };
  const works = (command: string) => spawnSync(command, ['-c', 'import cv2, numpy, scipy, PIL, exifread']).status === 0;
  const command = ['python3', '/usr/bin/python3'].find(works);
  return command === undefined ? { missing: 'no Python with cv2, numpy, scipy, PIL and exifread' } : { command };
}

interface PeerReport {
  readonly photos: number;
  readonly errors: number;
  readonly seconds: number;
  readonly cpu_s: number;
}

/** One run over the folder: full decode, previews and thumbs written as we do, a new index each time. */
export function runPeer(command: string, photos: string, scratch: string): Measured {
  mkdirSync(scratch, { recursive: true });
  const args = [
    script,
    photos,
    path.join(scratch, 'out.json'),
    '--decode',
    'full',
    '--procs',
    '1',
    '--thumbs',
    path.join(scratch, 'thumbs'),
  ];
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 26 });
  if (status !== 0) throw new Error(`The Python peer failed: ${stderr}`);
  const report = JSON.parse(stdout) as PeerReport;
  if (report.errors > 0) throw new Error(`The Python peer could not read ${report.errors} photos.`);
  return { photos: report.photos, seconds: report.seconds, cpuSeconds: report.cpu_s };
}
