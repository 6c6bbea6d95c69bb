import { captureDay } from '../group/captureTime';
import { inCaptureOrder } from '../group/order';
import { type PhotoView, VERDICTS, type Verdict } from '../model';
import { filterPhotos, type PhotoFilter } from './filter';
import { type Looks, NO_LOOKS } from './looks';
import { ratingOf } from './marks';
import { standaloneMerit } from './rank';
import { findMotifs, findScenes } from './scenes';
import { effectiveVerdict } from './suggest';

/** What an export takes: what the filter lets through (without one: everything that is picked, by the person or else by qrate). */
export const selectedForExport = (views: readonly PhotoView[], filter?: PhotoFilter, looks?: Looks): readonly PhotoView[] =>
  filterPhotos(views, filter, looks);

/** How many of the photos that a filter lets through, and how they are chosen. */
export interface Choice {
  readonly top: number | null;
  readonly filter?: PhotoFilter | undefined;
  /** `top` counts for the whole shoot (default) or for each day of it; photos without a time are one day. */
  readonly topPer?: 'shoot' | 'day' | undefined;
  /** `false` = the best ones, however alike; default: spread over bursts, scenes and look-alikes. */
  readonly spread?: boolean | undefined;
}

/**
 * What an export takes, at most `top` photos of it if that is a number; the shoot's scenes are those of all its photos. Where words choose
 * and no number does, the likest come first. `looks` answers the filter's words.
 */
export function selectForExport(views: readonly PhotoView[], choice: Choice, looks: Looks = NO_LOOKS): readonly PhotoView[] {
  const { top, filter, topPer = 'shoot', spread = true } = choice;
  const selected = selectedForExport(views, filter, looks);
  if (top === null) return filter?.text === undefined ? selected : likestFirst(selected, looks.fits.get(filter.text));
  const options = { shoot: views, verdicts: VERDICTS, spread };
  if (topPer === 'shoot') return selectTop(selected, top, options);
  return byDay(selected).flatMap((day) => selectTop(day, top, options));
}

/** A stable sort: what is equally like stays in order. */
const likestFirst = (views: readonly PhotoView[], likeness: ReadonlyMap<string, number> | undefined): readonly PhotoView[] =>
  views.toSorted((a, b) => (likeness?.get(b.path) ?? 0) - (likeness?.get(a.path) ?? 0));

/** In capture order. */
function byDay(views: readonly PhotoView[]): readonly (readonly PhotoView[])[] {
  const days = new Map<string | null, PhotoView[]>();
  for (const view of inCaptureOrder(views)) {
    const day = days.get(captureDay(view));
    if (day === undefined) days.set(captureDay(view), [view]);
    else day.push(view);
  }
  return [...days.values()];
}

export interface TopOptions {
  /** All photos of the shoot: its scenes are found among them. Default: those that are chosen from. */
  readonly shoot?: readonly PhotoView[];
  /** Verdicts that may be taken. Default: picks and alternates. */
  readonly verdicts?: readonly Verdict[];
  /** `false` = by tier, stars and quality alone. Default: spread. */
  readonly spread?: boolean;
}

/**
 * The `n` photos that show a shoot best, in order of choice. The person's picks come first, then suggested picks, then
 * alternates, then (where they are asked for) doubts and rejects, each only when all before it are in; a second copy of the same
 * bytes never. Higher rated ones go first. Among equals the choice is spread: one per group until every group has had its turn, in
 * rounds over scenes (pauses in time) and motifs (look-alikes), the best of each first, so that no burst and no scene fills it.
 */
export function selectTop(views: readonly PhotoView[], n: number, options: TopOptions = {}): readonly PhotoView[] {
  const { shoot = views, verdicts = ['pick', 'alternate'] } = options;
  const wanted = Math.max(0, Math.floor(n));
  const candidates = neededTiers(withoutCopies(inPreference(candidatesOf(views, verdicts))), wanted);
  const inTurn = options.spread === false ? candidates : spread(candidates, findScenes(shoot));
  return inTurn.slice(0, wanted).map(({ view }) => view);
}

interface Candidate {
  readonly view: PhotoView;
  /** 0 = picked by the person, 1 = suggested pick, 2 = alternate, 3 = review, 4 = reject. */
  readonly tier: number;
  readonly rating: number;
  readonly quality: number;
}

/** In capture order. */
function candidatesOf(views: readonly PhotoView[], verdicts: readonly Verdict[]): readonly Candidate[] {
  return inCaptureOrder(views).flatMap((view) => {
    const tier = tierOf(view, verdicts);
    if (tier === null) return [];
    return [{ view, tier, rating: Math.max(0, ratingOf(view) ?? 0), quality: standaloneMerit(view) }];
  });
}

function tierOf(view: PhotoView, verdicts: readonly Verdict[]): number | null {
  const verdict = effectiveVerdict(view);
  if (verdict === null || !verdicts.includes(verdict)) return null;
  if (view.decision?.verdict === 'pick') return 0;
  if (view.decision === null && view.suggestion?.reason.code === 'exact-duplicate') return null;
  return VERDICTS.indexOf(verdict) + 1;
}

/** Of the same bytes only the first, which is the one that the person cared for most. */
function withoutCopies(candidates: readonly Candidate[]): readonly Candidate[] {
  const seen = new Set<string>();
  return candidates.filter(({ view: { hash } }) => {
    if (hash === null) return true;
    const isFirst = !seen.has(hash);
    seen.add(hash);
    return isFirst;
  });
}

/** A tier counts only if those before it are not enough: then its look-alikes need not be searched. */
function neededTiers(preferred: readonly Candidate[], wanted: number): readonly Candidate[] {
  const last = preferred[Math.min(wanted, preferred.length) - 1]?.tier ?? -1;
  return preferred.filter(({ tier }) => tier <= last);
}

/** A stable sort: what is equal stays in capture order. */
const inPreference = (candidates: readonly Candidate[]): readonly Candidate[] =>
  candidates.toSorted((a, b) => a.tier - b.tier || b.rating - a.rating || b.quality - a.quality);

/** Orders candidates, given in preference, by whose turn it is: first of tiers and ratings, then of groups, then of scenes and motifs. */
function spread(candidates: readonly Candidate[], scenes: ReadonlyMap<string, string>): readonly Candidate[] {
  const motifs = findMotifs(inCaptureOrder(candidates.map(({ view }) => view)));
  const groupTurns = new Counter();
  const sceneTurns = new Counter();
  const motifTurns = new Counter();
  const withTurns = candidates.map((candidate) => {
    const { view, tier, rating } = candidate;
    const turn = groupTurns.next(view.group?.id ?? view.path);
    const round = Math.max(
      sceneTurns.next(`${tier} ${rating} ${turn} ${scenes.get(view.path)}`),
      motifTurns.next(`${motifs.get(view.path) ?? view.path}`),
    );
    return { ...candidate, turn, round };
  });
  return withTurns.sort((a, b) => a.tier - b.tier || b.rating - a.rating || a.turn - b.turn || a.round - b.round || b.quality - a.quality);
}

/** Counts 0, 1, 2 … for each key. */
class Counter {
  private readonly counts = new Map<string, number>();

  next(key: string): number {
    const count = this.counts.get(key) ?? 0;
    this.counts.set(key, count + 1);
    return count;
  }
}
