import { QrateError } from '../../core/errors';
import { localNow } from '../../core/intent/moment';
import type { Tool, ToolCall, ToolShoots } from '../../core/intent/tools/tool';
import { inputSchemaOf, TOOLS } from '../../core/intent/tools/tools';

/** Asks the person; `null` = there is no way to ask. */
export type Ask = ((message: string) => Promise<boolean>) | null;

/** A tool as a protocol sees it: words and data, no code of qrate's own. */
export interface ServedTool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: Record<string, unknown>;
  readonly writes: boolean;
  /** Answers JSON, or a sentence about what went wrong. Never rejects for what is expected to go wrong. */
  call(input: unknown, options: { readonly signal: AbortSignal; readonly ask: Ask }): Promise<ServedAnswer>;
}

export interface ServedAnswer {
  readonly text: string;
  readonly isError: boolean;
}

export interface ServeOptions {
  readonly shoots: ToolShoots;
  /** Whether the tools that write do so; they refuse otherwise. */
  readonly allowsWrites: boolean;
  readonly log: (message: string) => void;
}

export const servedTools = (options: ServeOptions): readonly ServedTool[] =>
  TOOLS.filter(({ writes }) => options.allowsWrites || !writes).map((tool) => ({
    name: tool.name,
    title: tool.title,
    description: tool.description,
    inputSchema: inputSchemaOf(tool),
    writes: tool.writes,
    call: (input, { signal, ask }) => answer(options, tool, { input, ask, call: { now: localNow(), signal } }),
  }));

interface Asked {
  readonly input: unknown;
  readonly ask: Ask;
  readonly call: ToolCall;
}

async function answer({ shoots, log }: ServeOptions, tool: Tool, asked: Asked): Promise<ServedAnswer> {
  try {
    if (!(await agreed(shoots, tool, asked))) return { text: 'The person said no. Nothing was written.', isError: true };
    return { text: JSON.stringify(await tool.run(shoots, asked.input, asked.call)), isError: false };
  } catch (error) {
    if (error instanceof QrateError) return { text: error.message, isError: true };
    log(`${tool.name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return { text: 'qrate could not finish because of a mistake of its own.', isError: true };
  }
}

/** Where the client can ask its person, the person says yes; else the flag that the person started the server with counts. */
async function agreed(shoots: ToolShoots, { writes, question }: Tool, { input, ask, call }: Asked): Promise<boolean> {
  if (!writes || question === undefined || ask === null) return true;
  const { title, lines } = await question(shoots, input, call);
  return ask([title, ...lines].join('\n'));
}
