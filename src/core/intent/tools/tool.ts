import type * as z from 'zod';
import { QrateError } from '../../errors';
import type { RunOptions } from '../../progress';
import type { ShootApi } from '../../shootApi';

/** The shoots that tools may see, and how they write to them. An editor and a server hand in their own. */
export interface ToolShoots {
  /** Absolute roots. */
  roots(): Promise<readonly string[]>;
  open(root: string): Promise<ShootApi>;
  /** One piece of writing at a time on each shoot. */
  exclusive<T>(root: string, work: () => Promise<T>): Promise<T>;
  /** Absolute folders that files may be written into, beside the shoots themselves. */
  folders(): readonly string[];
}

export interface ToolCall extends RunOptions {
  /** Naive local time of the person, `YYYY-MM-DDTHH:MM`. */
  readonly now: string;
}

/** What a person is asked before something is written. */
export interface ToolQuestion {
  readonly title: string;
  /** Sentences: what will change, how much, and where. */
  readonly lines: readonly string[];
}

/** One thing that a program may ask of qrate: the same in an editor and in a server. */
export interface Tool {
  /** `qrate_…`. */
  readonly name: string;
  readonly title: string;
  /** For the model that chooses tools. */
  readonly description: string;
  readonly input: z.ZodType;
  readonly writes: boolean;
  /** A small JSON value about the shoot alone. Throws QrateError; 'usage' for input that does not fit. */
  run(shoots: ToolShoots, input: unknown, call: ToolCall): Promise<object>;
  /** Of a tool that writes: what it would do now. Writes nothing. */
  question?(shoots: ToolShoots, input: unknown, call: ToolCall): Promise<ToolQuestion>;
}

export interface ToolParts<I> extends Omit<Tool, 'run' | 'question' | 'input'> {
  readonly input: z.ZodType<I>;
  run(shoots: ToolShoots, input: I, call: ToolCall): Promise<object>;
  question?(shoots: ToolShoots, input: I, call: ToolCall): Promise<ToolQuestion>;
}

/** A tool whose input is checked by its schema before anything else. */
export function defineTool<I>(parts: ToolParts<I>): Tool {
  const { question } = parts;
  return {
    ...parts,
    run: (shoots, input, call) => parts.run(shoots, checked(parts, input), call),
    ...(question === undefined ? {} : { question: (shoots, input, call) => question(shoots, checked(parts, input), call) }),
  };
}

function checked<I>({ name, input: schema }: Pick<ToolParts<I>, 'name' | 'input'>, value: unknown): I {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new QrateError('usage', `${name}: ${issue?.path.map(String).join('.') || 'the input'}: ${issue?.message ?? 'not understood'}.`);
}
