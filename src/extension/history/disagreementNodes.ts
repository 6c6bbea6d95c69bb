import type { Disagreement, Voice } from '../../core/git/reports';

/** The tree "Disagreements" as data: photos, and below each what everybody said. */
export type DisagreementNode = DisputedPhoto | VoiceNode;

interface NodeBase {
  readonly id: string;
  /** Absolute path of the shoot. */
  readonly root: string;
  /** Of the photo, relative to the shoot. */
  readonly path: string;
}

export interface DisputedPhoto extends NodeBase {
  readonly kind: 'disputed';
  readonly disagreements: readonly Disagreement[];
  readonly children: readonly VoiceNode[];
}

export interface VoiceNode extends NodeBase {
  readonly kind: 'voice';
  readonly photo: DisputedPhoto;
  readonly field: Disagreement['field'];
  readonly voice: Voice;
  /** Whether it is the one that counts until the disagreement is settled. */
  readonly counts: boolean;
}

/** A node for each photo of a shoot that people disagree on, in the order of `disagreements`. */
export function disputedPhotos(root: string, disagreements: readonly Disagreement[]): readonly DisputedPhoto[] {
  const paths = [...new Set(disagreements.map(({ path }) => path))];
  return paths.map((path) => {
    const own = disagreements.filter((it) => it.path === path);
    const children: VoiceNode[] = [];
    const photo: DisputedPhoto = { kind: 'disputed', id: `${root}|disputed|${path}`, root, path, disagreements: own, children };
    for (const disagreement of own) children.push(...voicesOf(photo, disagreement));
    return photo;
  });
}

const voicesOf = (photo: DisputedPhoto, { path, field, voices }: Disagreement): readonly VoiceNode[] =>
  voices.map((voice) => {
    const id = `${photo.id}|${field}|${voice.id}`;
    return { kind: 'voice', id, root: photo.root, path, photo, field, voice, counts: voice === voices.at(-1) };
  });

/** Whether a menu handed in a node of this tree. */
export const isDisagreementNode = (value: unknown): value is DisagreementNode =>
  typeof value === 'object' && value !== null && 'kind' in value && (value.kind === 'disputed' || value.kind === 'voice');
