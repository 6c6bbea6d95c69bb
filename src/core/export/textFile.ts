import { mkdir, readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { resolveDestination } from './destination';
import { type ExportAction, type ExportPlan, STDOUT } from './plan';
import { publishNew, publishOver, writeTemp } from './publish';
import { Refusal, systemCode } from './refusal';
import { type ApplyRun, applyEach, type Outcome, type PlanRun } from './run';

const MAX_PREVIOUS_BYTES = 1 << 30;

/** A list or manifest: its text, what could not go into it, and how a previous one is recognised. */
export interface TextExport {
  readonly text: string;
  readonly refused: readonly ExportAction[];
  /** Whether a file's text is a previous export of this format; only such a file is replaced. */
  isPrevious(text: string): boolean;
}

type Existing = { readonly kind: 'absent' | 'same' } | { readonly kind: 'previous'; readonly real: string };

/**
 * Plans one text file at `out`, or text for the report where `out` is `null`. An existing file is replaced only when it is
 * a previous export of the same format; any other file is refused.
 */
export async function planText(run: PlanRun, made: TextExport): Promise<ExportPlan> {
  const { request, selected } = run;
  const file = { photo: null, source: null, target: request.out ?? STDOUT, bytes: Buffer.byteLength(made.text), reason: null };
  const action = request.out === null ? ({ ...file, kind: 'write-file' } as const) : await planFile(run, request.out, { made, file });
  return { request, selected, actions: [...made.refused, action], notes: [] };
}

async function planFile(
  run: PlanRun,
  out: string,
  { made, file }: { made: TextExport; file: Omit<ExportAction, 'kind'> },
): Promise<ExportAction> {
  await resolveDestination(path.dirname(out), run.view);
  try {
    const { kind } = await inspect(out, made);
    if (kind === 'same') return { ...file, kind: 'unchanged', reason: `“${out}” says the same already.` };
    return { ...file, kind: 'write-file' };
  } catch (error) {
    if (error instanceof Refusal) return { ...file, kind: 'refuse', reason: error.message };
    throw error;
  }
}

/** Throws a Refusal for a file that is neither equal nor a previous export. */
async function inspect(file: string, { text, isPrevious }: TextExport): Promise<Existing> {
  const status = await stat(file).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  });
  if (status === null) return { kind: 'absent' };
  const stranger = new Refusal(`“${file}” exists and is not an earlier export of this kind. Remove it or choose another name.`);
  if (!status.isFile() || status.size > MAX_PREVIOUS_BYTES) throw stranger;
  const bytes = await readFile(file);
  const existing = bytes.toString('utf8');
  if (existing === text) return { kind: 'same' };
  if (!Buffer.from(existing).equals(bytes) || !isPrevious(existing)) throw stranger;
  if ((status.mode & 0o222) === 0) throw new Refusal(`“${file}” is read-only.`);
  return { kind: 'previous', real: await realpath(file) };
}

/** Writes the planned file, or answers the text for the report. */
export async function applyText(run: ApplyRun, made: TextExport): Promise<Outcome & { readonly text: string | null }> {
  const { out } = run.plan.request;
  if (out !== null) return { ...(await applyEach(run, () => writeText(out, made))), text: null };
  const outcome = await applyEach(run, async () => 'written');
  return { ...outcome, written: [], text: made.text };
}

async function writeText(out: string, made: TextExport): Promise<'written' | 'unchanged'> {
  const existing = await inspect(out, made);
  if (existing.kind === 'same') return 'unchanged';
  const bytes = Buffer.from(made.text);
  if (existing.kind === 'previous') {
    const temp = await writeTemp(path.dirname(existing.real), bytes, await stat(existing.real));
    await publishOver(temp, existing.real);
  } else {
    await mkdir(path.dirname(out), { recursive: true });
    await publishNew(await writeTemp(path.dirname(out), bytes), out);
  }
  return 'written';
}
