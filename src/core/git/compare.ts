import { compareText } from '../group/naturalName';
import type { DecisionEntry, LogEntry } from '../index/entries';
import { type FoldedPhoto, foldClocks, foldDecisions } from '../index/fold';
import type { Decision, PhotoView, Recipe } from '../model';
import type { ShootView } from '../reports';
import { sentenceFor } from '../select/explain';
import { effectiveVerdict } from '../select/suggest';
import { DECISION_FIELDS } from './disagreements';
import { decisionsByPath, photosOfLog } from './photosOfLog';
import type { ClockChange, Deed, FieldChange, PhotoChange, RecipeChange, Regrouping, SelectionDiff, Standing } from './reports';
import { decidedWords } from './words';

/** The decisions of one state, and what they make of the photos of now. */
export interface Snapshot {
  readonly entries: readonly LogEntry[];
  /** Of the last cull. */
  readonly recipe: Recipe | null;
  /** `null` without an index. Before the first cull the default recipe speaks, as it does in an export. */
  readonly view: ShootView | null;
}

export type Comparison = Pick<SelectionDiff, 'photos' | 'recipe' | 'clocks' | 'groups'> & {
  /** Photos in the selection. */
  readonly selected: { readonly before: number; readonly after: number };
};

/** What differs between two states of the decisions. Pure. */
export function compareSnapshots(before: Snapshot, after: Snapshot): Comparison {
  const photos = photosOfBoth(before, after);
  const [old, now] = [stateOf(before, photos), stateOf(after, photos)];
  const selected = (state: State) => photos.filter(({ path }) => state.standing(path).selected).length;
  return {
    photos: photos.flatMap(({ path }) => changeOf(path, old, now)).sort((a, b) => compareText(a.path, b.path)),
    recipe: recipeChange(before, after),
    clocks: clockChanges(before.entries, after.entries),
    groups: newRegroupings(before.entries, after.entries),
    selected: { before: selected(old), after: selected(now) },
  };
}

/** Those of the index, and those of which the decisions of either side tell. */
function photosOfBoth(before: Snapshot, after: Snapshot): readonly FoldedPhoto[] {
  const known = new Set(after.entries.map(({ id }) => id));
  const entries = [...before.entries.filter(({ id }) => !known.has(id)), ...after.entries];
  const decisions = entries.filter(({ kind }) => kind === 'decision');
  return photosOfLog(decisions, after.view?.photos ?? []);
}

interface State {
  readonly standing: (path: string) => Standing;
  /** The decisions about a photo, oldest first. */
  readonly lines: (path: string) => readonly DecisionEntry[];
}

function stateOf({ entries, view }: Snapshot, photos: readonly FoldedPhoto[]): State {
  const { decisions } = foldDecisions(entries, photos);
  const byPath = decisionsByPath(entries, photos);
  const views = new Map(view?.photos.map((photo) => [photo.path, photo]));
  const standing = (path: string) => {
    const photo = views.get(path);
    return photo === undefined ? byDecision(decisions.get(path) ?? null) : byView(photo);
  };
  return { standing, lines: (path) => byPath.get(path) ?? [] };
}

function byView(photo: PhotoView): Standing {
  const verdict = effectiveVerdict(photo);
  return { selected: verdict === 'pick', verdict, decision: photo.decision, reason: sentenceFor(photo) };
}

/** A photo that no index knows: what was decided is all there is. */
function byDecision(decision: Decision | null): Standing {
  const verdict = decision?.verdict ?? null;
  const reason = verdict === null ? 'Not decided, and not in an index.' : `It was ${decidedWords({ verdict })}.`;
  return { selected: verdict === 'pick', verdict, decision, reason };
}

function changeOf(path: string, old: State, now: State): readonly PhotoChange[] {
  const [before, after] = [old.standing(path), now.standing(path)];
  const decided = DECISION_FIELDS.flatMap((field) => fieldChange(field, { before, after }, now.lines(path)));
  if (before.verdict === after.verdict && decided.length === 0) return [];
  const change = before.selected === after.selected ? 'changed' : after.selected ? 'added' : 'removed';
  const called = old.lines(path).at(-1)?.path ?? path;
  return [{ path, formerly: called === path ? null : called, change, before, after, decided }];
}

type Both = { readonly before: Standing; readonly after: Standing };

/** The last line about the field is who did it; where lines are gone instead, the last one that is left. */
function fieldChange(field: FieldChange['field'], { before, after }: Both, lines: readonly DecisionEntry[]): readonly FieldChange[] {
  const [was, is] = [before.decision?.[field] ?? null, after.decision?.[field] ?? null];
  if (was === is) return [];
  return [{ field, before: was, after: is, by: deedOf(lines.findLast((line) => line[field] !== undefined)) }];
}

const deedOf = (entry: LogEntry | undefined): Deed | null => (entry === undefined ? null : { author: entry.author, time: entry.time });

function recipeChange(before: Snapshot, after: Snapshot): RecipeChange | null {
  if (JSON.stringify(before.recipe) === JSON.stringify(after.recipe)) return null;
  return { before: before.recipe, after: after.recipe, by: deedOf(after.entries.findLast(({ kind }) => kind === 'cull')) };
}

function clockChanges(before: readonly LogEntry[], after: readonly LogEntry[]): readonly ClockChange[] {
  const [old, now] = [foldClocks(before), foldClocks(after)];
  const cameras = [...new Set([...old.keys(), ...now.keys()])].sort(compareText);
  return cameras.flatMap((camera) => {
    const change = { camera, before: old.get(camera) ?? 0, after: now.get(camera) ?? 0 };
    if (change.before === change.after) return [];
    return [{ ...change, by: deedOf(after.findLast((entry) => entry.kind === 'clock' && entry.camera === camera)) }];
  });
}

function newRegroupings(before: readonly LogEntry[], after: readonly LogEntry[]): readonly Regrouping[] {
  const known = new Set(before.map(({ id }) => id));
  return after.flatMap((entry) => {
    if (entry.kind !== 'group' || known.has(entry.id)) return [];
    return [{ op: entry.op, paths: entry.photos.map(({ path }) => path), author: entry.author, time: entry.time }];
  });
}
