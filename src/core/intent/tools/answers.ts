import { captureTimeOf } from '../../group/captureTime';
import type { PhotoView } from '../../model';
import { PLACES, type PresetProblem } from '../../presets/shelves';
import type { ExplainedSibling, Explanation, StatusReport } from '../../reports';
import { ratingOf } from '../../select/marks';
import { effectiveVerdict } from '../../select/suggest';
import type { PlanPreview } from '../preview';
import type { PlanReport } from '../run';
import type { Understanding } from '../understand';
import type { Vocabulary } from '../vocabulary';

/** What tools answer: small values about the shoot, without absolute paths. Text from files is cut and stays text. */

export const MAX_PHOTOS = 100;
export const MAX_LISTED = 20;
const MAX_TEXT = 200;

export const onOneLine = (text: string): string => text.replace(/\p{Cc}+/gu, ' ');

export const short = (text: string): string => {
  const line = onOneLine(text);
  return line.length > MAX_TEXT ? `${line.slice(0, MAX_TEXT - 1)}…` : line;
};

const few = (texts: readonly string[], most = MAX_LISTED): readonly string[] => texts.slice(0, most).map(short);

export const statusAnswer = (name: string, status: StatusReport, { cameras, lenses, days }: Vocabulary): object => ({
  shoot: short(name),
  photos: status.photos,
  stages: status.stages,
  groups: status.groups,
  suggestions: status.suggestions,
  decisions: status.decisions,
  recipe: status.recipe,
  disagreements: status.disagreements.length,
  cameras: few(cameras),
  lenses: few(lenses),
  days,
  failed: { count: status.failed.length, examples: few(status.failed.map(({ path, reason }) => `${path}: ${reason}`)) },
});

export const photoAnswer = (photo: PhotoView): object => ({
  path: short(photo.path),
  verdict: effectiveVerdict(photo),
  decidedByPerson: photo.decision?.verdict != null,
  rating: ratingOf(photo),
  taken: captureTimeOf(photo),
  sharpness: photo.scores === null ? null : Math.round(photo.scores.sharpness),
});

/** Without the folder of a file that cannot be read. */
export const problemAnswer = ({ origin, name, message }: PresetProblem): string =>
  name === null ? `${PLACES[origin]} cannot be used as it stands` : message;

/** What became of the words of a sentence; absent parts are empty. */
export const readingAnswer = ({ sentence, understood, unused, contradictions, presetProblems }: Understanding): object => ({
  sentence: short(sentence),
  understood: understood.map(({ words, meaning }) => `${short(words)} → ${short(meaning)}`),
  unusedWords: few(unused),
  careful: few(contradictions),
  ...(presetProblems.length === 0 ? {} : { presetsThatCannotBeUsed: few(presetProblems.map(problemAnswer)) }),
});

export const previewAnswer = ({ photos, steps, selected, next, missing, partly, cull, export: to }: PlanPreview): object => ({
  photos,
  steps: steps.map(({ what, photos: left }) => ({ what: short(what), left })),
  selected: { count: selected.length, first: few(selected) },
  next: next === null ? null : short(next),
  cannotBeAnswered: missing,
  answeredInPart: partly,
  cullsFirst: cull,
  export:
    to === null
      ? null
      : { files: to.files, alreadyThere: to.unchanged, impossible: to.impossible, refused: few(to.refused), notes: few(to.notes) },
});

export const reportAnswer = ({ selected, cull, export: done }: PlanReport): object => ({
  selected: { count: selected.length, first: few(selected) },
  cull: cull === null ? null : { suggestions: cull.suggestions, changed: cull.changed },
  export:
    done === null
      ? null
      : {
          written: done.written.length,
          alreadyThere: done.unchanged.length,
          refused: few(done.refused.map((it) => `${it.path}: ${it.reason}`)),
        },
});

export const explanationAnswer = ({ path, sentence, photo, siblings, whatIf }: Explanation): object => ({
  path: short(path),
  why: short(sentence),
  whatIf: whatIf.map((it) => short(it.sentence)),
  scores: photo.scores,
  siblings: siblings.slice(0, MAX_LISTED).map(siblingAnswer),
});

const siblingAnswer = ({ path, rank, verdict, sharpness, decision }: ExplainedSibling): object => ({
  path: short(path),
  rank,
  suggested: verdict,
  decided: decision?.verdict ?? null,
  sharpness: sharpness === null ? null : Math.round(sharpness),
});
