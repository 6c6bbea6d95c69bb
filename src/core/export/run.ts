import type { PhotoView } from '../model';
import type { RunOptions } from '../progress';
import type { ExportReport, ShootView } from '../reports';
import type { ExportAction, ExportPlan, ExportRequest } from './plan';
import { isDiskFull, refusalSentence } from './refusal';
import type { SeenSidecars } from './xmp/unseen';

/** The sentence that explains a photo's suggestion or decision. */
export type SentenceOf = (photo: PhotoView) => string;

/** What planning one export needs. */
export interface PlanRun {
  readonly view: ShootView;
  /** Sorted by path (code units), without repetition. */
  readonly selected: readonly PhotoView[];
  readonly request: ExportRequest;
  readonly sentence: SentenceOf;
  /** What qrate knows of the sidecars in the shoot; without it, nothing. */
  readonly seen?: SeenSidecars | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What applying one plan needs. */
export interface ApplyRun extends RunOptions {
  readonly view: ShootView;
  readonly plan: ExportPlan;
  readonly sentence: SentenceOf;
  readonly seen?: SeenSidecars | undefined;
}

export type Outcome = Pick<ExportReport, 'written' | 'unchanged' | 'refused'>;

/** One photo a plan found something wrong with. */
export const refuse = (photo: string | null, target: string, reason: string): ExportAction => ({
  kind: 'refuse',
  photo,
  source: null,
  target,
  bytes: 0,
  reason,
});

const writes = (action: ExportAction): boolean => action.kind !== 'refuse' && action.kind !== 'unchanged';

/**
 * Carries out the actions one after another. A failure costs its own file, except a full disk: then the rest is refused
 * too, since each of them would leave the disk full and the person waiting. Rejects with the signal's reason.
 */
export async function applyEach(run: ApplyRun, write: (action: ExportAction) => Promise<'written' | 'unchanged'>): Promise<Outcome> {
  const outcome = { written: [] as string[], unchanged: [] as string[], refused: [] as Outcome['refused'][number][] };
  const { actions } = run.plan;
  let stopped: string | null = null;
  for (const [index, action] of actions.entries()) {
    run.signal?.throwIfAborted();
    if (!writes(action)) record(outcome, action);
    else if (stopped !== null) outcome.refused.push({ path: nameOf(action), reason: stopped });
    else stopped = await attempt(run, action, { outcome, write });
    run.onProgress?.({ stage: 'export', done: index + 1, total: actions.length });
  }
  return outcome;
}

type Collected = { [K in keyof Outcome]: Outcome[K][number][] };

function record(outcome: Collected, action: ExportAction): void {
  if (action.kind === 'unchanged') outcome.unchanged.push(action.target);
  else outcome.refused.push({ path: nameOf(action), reason: action.reason ?? '' });
}

interface Attempt {
  readonly outcome: Collected;
  readonly write: (action: ExportAction) => Promise<'written' | 'unchanged'>;
}

/** Answers why nothing more can be written, or `null`. */
async function attempt({ signal }: ApplyRun, action: ExportAction, { outcome, write }: Attempt): Promise<string | null> {
  try {
    outcome[await write(action)].push(action.target);
    return null;
  } catch (error) {
    signal?.throwIfAborted();
    outcome.refused.push({ path: nameOf(action), reason: refusalSentence(error, action.target) });
    return isDiskFull(error) ? 'Not written, because the disk is full. Make room and export again; finished files are kept.' : null;
  }
}

/** How a refused file is listed: by its photo where it has one. */
export const nameOf = ({ source, photo, target }: ExportAction): string => photo ?? source ?? target;
