import type * as vscode from 'vscode';
import * as z from 'zod';
import type { ExportRequest } from '../../core/export/plan';
import { DEFAULT_MAPPING } from '../../core/export/xmp/mapping';

const label = z.enum(['red', 'yellow', 'green', 'blue', 'purple']).nullable();

/** What the person chose last for a shoot; the next export begins with it. */
const draftSchema = z.strictObject({
  format: z.enum(['copy', 'xmp', 'list', 'gallery', 'manifest']),
  /** Destination by format; `null` = beside the photos. */
  out: z.record(z.string(), z.string().nullable()),
  /** `null` = all picks. */
  top: z.int().min(1).nullable(),
  /** The number that was asked for last, kept while all picks are exported. */
  lastTop: z.int().min(1),
  nul: z.boolean(),
  mapping: z.strictObject({ pickRating: z.int().min(1).max(5).nullable(), pickLabel: label, rejectLabel: label }),
});

export type ExportDraft = z.infer<typeof draftSchema>;

const DEFAULT_DRAFT: ExportDraft = { format: 'copy', out: {}, top: null, lastTop: 50, nul: false, mapping: DEFAULT_MAPPING };

const REMEMBERED = 'qrate.export';

const allDrafts = (memory: vscode.Memento): Record<string, unknown> => {
  const kept: unknown = memory.get(REMEMBERED);
  return typeof kept === 'object' && kept !== null ? (kept as Record<string, unknown>) : {};
};

/** The last choices for a shoot, or the defaults. */
export function rememberedDraft(memory: vscode.Memento, root: string): ExportDraft {
  const parsed = draftSchema.safeParse(allDrafts(memory)[root]);
  return parsed.success ? parsed.data : DEFAULT_DRAFT;
}

export const rememberDraft = (memory: vscode.Memento, root: string, draft: ExportDraft): Thenable<void> =>
  memory.update(REMEMBERED, { ...allDrafts(memory), [root]: draft });

/** What the core is asked for. */
export const requestOf = ({ format, out, top, nul, mapping }: ExportDraft): ExportRequest => ({
  format,
  out: out[format] ?? null,
  top,
  ...(format === 'list' ? { nul } : {}),
  ...(format === 'xmp' ? { mapping } : {}),
});
