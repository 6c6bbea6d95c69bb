import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';

/** The program can be started here. */
export const findOther = (command: string, args: readonly string[]): boolean => spawnSync(command, args).error === undefined;

/** `dcraw -e`: a process per file, the thumbnail on its standard output. Returns the bytes written, 0 where it finds none. */
export function extractWithDcraw(file: string): number {
  const { status, stdout } = spawnSync('dcraw', ['-e', '-c', file], { maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] });
  return status === 0 ? stdout.length : 0;
}

const TAGS = ['JpgFromRaw', 'PreviewImage', 'OtherImage'] as const;
const READY = Buffer.from('{ready}\n');

/** One exiftool process that answers request after request (`-stay_open`), as programs use it that care for speed. */
export class ExifTool {
  readonly #child: ChildProcessWithoutNullStreams = spawn('exiftool', ['-stay_open', 'True', '-@', '-']);
  #chunks: Buffer[] = [];
  #answered: (() => void) | null = null;

  constructor() {
    this.#child.stderr.resume();
    this.#child.stdout.on('data', (chunk: Buffer) => {
      this.#chunks.push(chunk);
      const end = Buffer.concat(this.#chunks.slice(-2)).subarray(-READY.length);
      if (end.equals(READY)) this.#answered?.();
    });
  }

  /** The tag under which exiftool finds the same preview; `null` = under none. */
  async tagOf(file: string, preview: Buffer): Promise<string | null> {
    for (const tag of TAGS) {
      const found = await this.extract(file, tag);
      if (found.subarray(0, preview.length).equals(preview)) return tag;
    }
    return null;
  }

  async extract(file: string, tag: string): Promise<Buffer> {
    this.#chunks = [];
    const answer = new Promise<void>((resolve) => {
      this.#answered = resolve;
    });
    this.#child.stdin.write(`-b\n-${tag}\n${file}\n-execute\n`);
    await answer;
    const out = Buffer.concat(this.#chunks);
    return out.subarray(0, out.length - READY.length);
  }

  async close(): Promise<void> {
    this.#child.stdin.end('-stay_open\nFalse\n');
    await once(this.#child, 'close');
  }
}
