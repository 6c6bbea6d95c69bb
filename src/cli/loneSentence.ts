import { existsSync } from 'node:fs';
import type { Command } from 'commander';

/**
 * `qrate "best 50 from last weekend"` is `qrate ask "…"`: a first word with a blank in it that is neither a command nor something on
 * disk. Everything else stays as it was typed.
 */
export function asCommand(argv: readonly string[], commands: readonly Command[]): readonly string[] {
  const [first = ''] = argv;
  const isCommand = commands.some((command) => command.name() === first || command.aliases().includes(first));
  return /\S\s+\S/.test(first) && !first.startsWith('-') && !isCommand && !existsSync(first) ? ['ask', ...argv] : argv;
}
