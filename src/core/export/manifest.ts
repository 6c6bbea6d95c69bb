import { manifestRecord } from './manifest/record';
import type { ExportPlan } from './plan';
import type { ApplyRun, Outcome, PlanRun } from './run';
import { applyText, planText, type TextExport } from './textFile';

/** NDJSON: one `ManifestRecord` a line, sorted by path; `docs/manifest.schema.json` describes it. An earlier manifest is a file whose every line has a record's first keys. */
export const planManifest = (run: PlanRun): Promise<ExportPlan> => planText(run, manifestOf(run));

export const applyManifest = (run: ApplyRun): Promise<Outcome & { readonly text: string | null }> =>
  applyText(run, manifestOf({ ...run, selected: run.plan.selected }));

function manifestOf({ view, selected, sentence }: Pick<PlanRun, 'view' | 'selected' | 'sentence'>): TextExport {
  return {
    text: selected.map((photo) => `${JSON.stringify(manifestRecord(photo, { view, sentence }))}\n`).join(''),
    refused: [],
    isPrevious: (text) => text.endsWith('\n') && text.slice(0, -1).split('\n').every(isRecordLine),
  };
}

/** Later versions may add fields behind these. */
function isRecordLine(line: string): boolean {
  if (!line.startsWith('{"path":')) return false;
  try {
    const keys = Object.keys(JSON.parse(line) as object);
    return ['path', 'companions', 'size', 'hash_blake3', 'hash_perceptual'].every((key, index) => keys[index] === key);
  } catch {
    return false;
  }
}
