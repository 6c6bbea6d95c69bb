import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import type { ServedTool } from './servedTools';
import { createToolServer } from './toolServer';

/** Serves on standard input and output until the client leaves or the signal ends it. */
export async function serve(tools: readonly ServedTool[], signal: AbortSignal): Promise<void> {
  const server = createToolServer(tools);
  const ended = new Promise<void>((resolve) => {
    server.onclose = resolve;
    process.stdin.once('end', resolve);
    process.stdin.once('close', resolve);
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await server.connect(new StdioServerTransport());
  await ended;
  await server.close();
}
