import type { PhotoView } from '../model';
import type { ShootView } from '../reports';
import type { ExportPlan, ExportRequest } from './plan';
import { STDOUT } from './plan';
import { type ApplyRun, type Outcome, type PlanRun, refuse } from './run';
import { applyText, planText, type TextExport } from './textFile';

/**
 * Plain paths relative to the shoot, with `/`, one a line, sorted. A name that holds a line break would break the list:
 * it is refused, unless paths end with NUL. An earlier list is a file whose every line is a photo of this shoot.
 */
export const planList = (run: PlanRun): Promise<ExportPlan> => planText(run, listOf(run));

export const applyList = (run: ApplyRun): Promise<Outcome & { readonly text: string | null }> =>
  applyText(run, listOf({ view: run.view, selected: run.plan.selected, request: run.plan.request }));

interface ListInput {
  readonly view: ShootView;
  readonly selected: readonly PhotoView[];
  readonly request: ExportRequest;
}

function listOf({ view, selected, request }: ListInput): TextExport {
  const end = request.nul === true ? '\0' : '\n';
  const fits = (path: string) => request.nul === true || !/[\r\n]/.test(path);
  const paths = selected.map((photo) => photo.path);
  return {
    text: paths
      .filter(fits)
      .map((path) => path + end)
      .join(''),
    refused: paths
      .filter((path) => !fits(path))
      .map((path) =>
        refuse(path, request.out ?? STDOUT, 'Its name holds a line break, which would break the list. Export with NUL-separated names.'),
      ),
    isPrevious: (text) => isListOf(new Set(view.photos.map((photo) => photo.path)), text),
  };
}

function isListOf(photos: ReadonlySet<string>, text: string): boolean {
  const end = text.endsWith('\0') ? '\0' : '\n';
  return (
    text.endsWith(end) &&
    text
      .slice(0, -1)
      .split(end)
      .every((line) => photos.has(line))
  );
}
