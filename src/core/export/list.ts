import path from 'node:path';
import type { PhotoView } from '../model';
import type { ShootView } from '../reports';
import { FORMS } from './list/forms';
import { DEFAULT_LIST, type ListOptions } from './list/options';
import { listRow } from './list/rows';
import type { ExportPlan, ExportRequest } from './plan';
import { STDOUT } from './plan';
import { type ApplyRun, type Outcome, type PlanRun, refuse } from './run';
import { applyText, planText, type TextExport } from './textFile';

/**
 * The photos' paths, by path or as they were chosen: plain, NUL-separated, as JSON or as CSV with their scores. A name that holds a line break would break a
 * plain list: it is refused there. An earlier list is a file of the same form whose every entry is a photo of this shoot.
 */
export const planList = (run: PlanRun): Promise<ExportPlan> => planText(run, listOf(run));

export const applyList = (run: ApplyRun): Promise<Outcome & { readonly text: string | null }> =>
  applyText(run, listOf({ view: run.view, selected: run.plan.selected, request: run.plan.request }));

interface ListInput {
  readonly view: ShootView;
  readonly selected: readonly PhotoView[];
  readonly request: ExportRequest;
}

/** `nul` is the older way to ask for that form. */
const optionsOf = ({ list, nul }: ExportRequest): ListOptions => ({
  ...DEFAULT_LIST,
  ...(nul === true ? { form: 'nul' as const } : {}),
  ...list,
});

function listOf({ view, selected, request }: ListInput): TextExport {
  const options = optionsOf(request);
  const form = FORMS[options.form];
  const shown = (photo: PhotoView) => (options.paths === 'absolute' ? path.join(view.root, photo.path) : photo.path);
  return {
    text: form.text(selected.filter((photo) => form.fits(shown(photo))).map((photo) => listRow(photo, shown(photo), view))),
    refused: selected.filter((photo) => !form.fits(shown(photo))).map((photo) => refuse(photo.path, request.out ?? STDOUT, LINE_BREAK)),
    isPrevious: (text) => {
      const known = new Set(view.photos.map(shown));
      return form.isPrevious(text, (entry) => known.has(entry));
    },
  };
}

const LINE_BREAK = 'Its path holds a line break, which would break the list. List with NUL-separated names, as JSON or as CSV.';
