import type { CommanderError } from 'commander';
import { QrateError } from '../core/errors';
import type { StageName } from '../core/model';
import type { Progress } from '../core/progress';
import type { Terminal } from './terminal';

const STAGE_WORDS: Record<StageName, string> = {
  scan: 'Scanning',
  ingest: 'Checking',
  analyze: 'Analysing',
  hash: 'Hashing',
  describe: 'Looking',
  group: 'Grouping',
  select: 'Selecting',
  export: 'Exporting',
};

/** What the person or the script sees: one JSON value or human text on stdout, everything else on stderr. */
export class Output {
  readonly terminal: Terminal;
  private readonly json: boolean;
  private lineOpen = false;
  private lastDrawn = 0;

  constructor({ json, terminal }: { readonly json: boolean; readonly terminal: Terminal }) {
    this.json = json;
    this.terminal = terminal;
  }

  /** The answer of a command: as one JSON value (what `forScripts` makes of it), or as the text that `human` makes of it. */
  answer<T>(value: T, human: (value: T) => string, forScripts: (value: T) => unknown = (it) => it): void {
    this.clearLine();
    this.terminal.out(this.json ? `${JSON.stringify(forScripts(value))}\n` : human(value));
  }

  /** One record a line; a JSON array with `--json`. */
  records(records: readonly unknown[]): void {
    this.clearLine();
    const lines = records.map((record) => JSON.stringify(record));
    this.terminal.out(this.json ? `[${lines.join(',\n')}]\n` : lines.map((line) => `${line}\n`).join(''));
  }

  readonly log = (message: string): void => {
    this.clearLine();
    this.terminal.err(`${message}\n`);
  };

  /** For those who look for a fault: shown with QRATE_DEBUG set. */
  readonly debug = (message: string): void => {
    if (process.env.QRATE_DEBUG !== undefined) this.log(message);
  };

  readonly progress = ({ stage, done, total }: Progress): void => this.bar(STAGE_WORDS[stage], { done, total, said: `${done}/${total}` });

  /** A line that redraws itself, on a terminal only, at most ten times a second. `total` 0 = unknown. */
  bar(label: string, { done, total, said }: { readonly done: number; readonly total: number; readonly said: string }): void {
    if (!this.terminal.redraws) return;
    const now = performance.now();
    if (now - this.lastDrawn < 100 && done !== total) return;
    this.lastDrawn = now;
    const width = 24;
    const filled = total > 0 ? Math.round((width * done) / total) : 0;
    const bar = total > 0 ? ` [${'█'.repeat(filled)}${'·'.repeat(width - filled)}] ${said}` : ` ${done}`;
    this.terminal.err(`\r\u001b[K${label}${bar}`);
    this.lineOpen = true;
  }

  failed(error: unknown): number {
    const message =
      error instanceof QrateError ? error.message : `Unexpected error: ${error instanceof Error ? error.message : String(error)}`;
    const code = error instanceof QrateError ? error.code : 'internal';
    if (error instanceof Error) this.debug(error.stack ?? error.message);
    this.fail(code, message);
    return code === 'usage' ? 2 : 1;
  }

  /** Commander has already printed its sentence on stderr. */
  usage(error: CommanderError): number {
    if (this.json) this.terminal.out(`${JSON.stringify({ error: { code: 'usage', message: error.message } })}\n`);
    return 2;
  }

  interrupted(): number {
    this.fail('interrupted', 'Interrupted. What was finished is kept; run the same command to go on.');
    return 130;
  }

  close(): void {
    this.clearLine();
  }

  private fail(code: string, message: string): void {
    this.log(`qrate: ${message}`);
    if (this.json) this.terminal.out(`${JSON.stringify({ error: { code, message } })}\n`);
  }

  private clearLine(): void {
    if (!this.lineOpen) return;
    this.terminal.err('\r\u001b[K');
    this.lineOpen = false;
  }
}
