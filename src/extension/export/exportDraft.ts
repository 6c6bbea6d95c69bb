import type * as vscode from 'vscode';
import * as z from 'zod';
import type { ExportRequest } from '../../core/export/plan';
import type { XmpSettings } from '../../core/export/xmp/detect';
import { DEFAULT_MAPPING, type XmpMapping } from '../../core/export/xmp/mapping';

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
  /** Which parts of the mapping of verdicts are written into sidecars. */
  sidecars: z.strictObject({ stars: z.boolean(), pickLabel: z.boolean(), rejectLabel: z.boolean() }),
});

export type ExportDraft = z.infer<typeof draftSchema>;

const DEFAULT_DRAFT: ExportDraft = {
  format: 'copy',
  out: {},
  top: null,
  lastTop: 50,
  nul: false,
  sidecars: { stars: true, pickLabel: true, rejectLabel: true },
};

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

/** What the core is asked for; `settings` say how sidecars are written. */
export const requestOf = ({ format, out, top, nul, sidecars }: ExportDraft, settings: XmpSettings): ExportRequest => ({
  format,
  out: out[format] ?? null,
  top,
  ...(format === 'list' ? { nul } : {}),
  ...(format === 'xmp' ? { xmp: { ...settings, mapping: narrowed(settings.mapping ?? DEFAULT_MAPPING, sidecars) } } : {}),
});

/** The mapping without what the person does not want this time. */
const narrowed = (mapping: XmpMapping, { stars, pickLabel, rejectLabel }: ExportDraft['sidecars']): XmpMapping => ({
  ...mapping,
  pick: { ...mapping.pick, rating: stars ? mapping.pick.rating : null, label: pickLabel ? mapping.pick.label : null },
  reject: { ...mapping.reject, label: rejectLabel ? mapping.reject.label : null },
});
