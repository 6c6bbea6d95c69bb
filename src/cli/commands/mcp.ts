import path from 'node:path';
import type { Command } from 'commander';
import type { ToolShoots } from '../../core/intent/tools/tool';
import type { Context } from '../context';
import { folderShoots } from '../mcp/folderShoots';
import { servedTools } from '../mcp/servedTools';

interface McpFlags {
  readonly allowWrites?: boolean;
}

/** `qrate mcp`: the tools for assistants, over standard input and output. Nothing but the protocol is printed there. */
export function addMcp(program: Command, context: Context): void {
  program
    .command('mcp [FOLDER...]')
    .description('serve the tools (status, find, explain, plan) to an assistant over stdio, by the Model Context Protocol')
    .option('--allow-writes', 'serve cull and export, too; a client that can ask its person asks before each')
    .action(async (folders: readonly string[], { allowWrites = false }: McpFlags) => {
      const shoots: ToolShoots = await folderShoots(context, folders.length > 0 ? folders : [await context.defaultFolder()]);
      // A bundle of its own: no other command pays for the protocol.
      const { serve } = (await import(path.join(context.scripts, 'mcp.js'))) as typeof import('../mcp/serve');
      await serve(servedTools({ shoots, allowsWrites: allowWrites, log: context.output.log }), context.signal);
    });
}
