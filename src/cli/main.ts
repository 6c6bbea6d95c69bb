import { run } from './run';
import { processTerminal } from './terminal';

const interrupt = new AbortController();
process.once('SIGINT', () => interrupt.abort());
process.once('SIGTERM', () => interrupt.abort());

// A reader that went away (`qrate list | head`) is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

const invocation = { argv: process.argv.slice(2), terminal: processTerminal, signal: interrupt.signal, scripts: __dirname };
void run(invocation).then((code) => {
  process.exitCode = code;
});
