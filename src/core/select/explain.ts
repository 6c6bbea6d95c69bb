import { bodyName } from '../camera';
import { QrateError } from '../errors';
import { failureSentence } from '../failures';
import { formatOffset } from '../group/clocks';
import { compareText } from '../group/naturalName';
import type { PhotoView, Regrouped } from '../model';
import type { ExplainedSibling, Explanation, ShootView } from '../reports';
import { faceFacts } from './faceFacts';
import { reasonSentence } from './reasons';
import { whatIf } from './whatIf';

/**
 * Why a photo stands where it stands, and how its siblings in the deciding group (without itself, best first) compare.
 * `path` is the photo's or a companion's, relative to the shoot. Throws QrateError('no-such-photo').
 */
export function explain({ photos, recipe }: Pick<ShootView, 'photos' | 'recipe'>, path: string): Explanation {
  const photo = photos.find((view) => view.path === path) ?? photos.find(({ companions }) => companions.some((file) => file.path === path));
  if (photo === undefined) throw new QrateError('no-such-photo', `${path} is not a photo of this shoot. Index the shoot if it is new.`);
  return {
    path: photo.path,
    sentence: [sentenceFor(photo), ...clockSentences(photo)].join(' '),
    photo,
    siblings: siblingsOf(photo, photos),
    faces: faceFacts(photo, membersOf(photo, photos)),
    whatIf: whatIf(photo, { photos, recipe }),
  };
}

/** What stands about a photo: the person's verdict first, then the machine's with its reason. */
export function sentenceFor(photo: PhotoView): string {
  const { decision, suggestion, failure, regrouped } = photo;
  const decided = decision?.verdict === 'pick' ? ['You picked it.'] : decision?.verdict === 'reject' ? ['You rejected it.'] : [];
  const suggested = suggestion === null ? unculled(failure) : reasonSentence(suggestion, photo);
  return [...decided, suggested, ...(regrouped === undefined ? [] : [REGROUPED[regrouped]])].join(' ');
}

const REGROUPED: Record<Regrouped, string> = {
  merge: 'You put these together.',
  split: 'You began a new group here.',
  never: 'You keep it out of groups.',
};

function clockSentences({ metadata, clockOffset }: PhotoView): readonly string[] {
  if (clockOffset === undefined || !metadata?.timestamp) return [];
  return [`The clock of ${bodyName(metadata)} is corrected by ${formatOffset(clockOffset)}.`];
}

const unculled = (failure: PhotoView['failure']): string =>
  failure === null ? 'There is no suggestion yet: cull the shoot first.' : failureSentence(failure);

function membersOf({ group }: PhotoView, photos: readonly PhotoView[]): readonly PhotoView[] {
  const members = new Set(group?.members);
  return photos.filter(({ path }) => members.has(path));
}

function siblingsOf(photo: PhotoView, photos: readonly PhotoView[]): readonly ExplainedSibling[] {
  return membersOf(photo, photos)
    .filter(({ path }) => path !== photo.path)
    .map(asSibling)
    .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0) || compareText(a.path, b.path));
}

const asSibling = ({ path, suggestion, scores, decision }: PhotoView): ExplainedSibling => ({
  path,
  rank: suggestion?.rank ?? null,
  verdict: suggestion?.verdict ?? null,
  sharpness: scores?.sharpness ?? null,
  exposure: scores?.exposure ?? null,
  decision,
});
