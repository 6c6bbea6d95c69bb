import { CommanderError } from 'commander';
import { asCommand } from './loneSentence';
import { Output } from './output';
import { createProgram } from './program';

/** Exit codes: 0 done, 1 failed, 2 wrong usage, 130 interrupted. */
async function main(argv: readonly string[]): Promise<number> {
  const interrupt = new AbortController();
  process.once('SIGINT', () => interrupt.abort());
  process.once('SIGTERM', () => interrupt.abort());
  const output = new Output({ json: argv.includes('--json') });
  try {
    const program = createProgram(output, interrupt.signal);
    await program.parseAsync(asCommand(argv, program.commands), { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : output.usage(error);
    if (interrupt.signal.aborted) return output.interrupted();
    return output.failed(error);
  } finally {
    output.close();
  }
}

// A reader that went away (`qrate list | head`) is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
