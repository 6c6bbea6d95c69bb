import { CommanderError } from 'commander';
import { Context } from './context';
import { asCommand } from './loneSentence';
import { Output } from './output';
import { createProgram } from './program';
import type { Terminal } from './terminal';

export interface Invocation {
  /** The words after `qrate`. */
  readonly argv: readonly string[];
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
  /** Where the worker scripts and WASM files lie. */
  readonly scripts: string;
}

/** Carries out one command line and answers its exit code: 0 done, 1 failed, 2 wrong usage, 130 interrupted. */
export async function run({ argv, terminal, signal, scripts }: Invocation): Promise<number> {
  const output = new Output({ json: argv.includes('--json'), terminal });
  try {
    const program = createProgram(new Context({ output, signal, scripts }));
    await program.parseAsync(asCommand(argv, program.commands), { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : output.usage(error);
    if (signal.aborted) return output.interrupted();
    return output.failed(error);
  } finally {
    output.close();
  }
}
