import { LABEL_SETS } from '../../../../src/core/export/xmp/labels';
import { PROFILES, type XmpStyle } from '../../../../src/core/export/xmp/profiles';
import { NO_WISHES, type XmpWishes } from '../../../../src/core/export/xmp/wishes';

/** One edit, and the tags that exiftool may see change by it. */
export interface Edit {
  readonly name: string;
  readonly wishes: XmpWishes;
  readonly tags: readonly string[];
}

export const FLAGS_TOO: XmpStyle = { profile: PROFILES.lightroom, labels: LABEL_SETS.en, flags: true };

export const EDITS: readonly Edit[] = [
  { name: 'rating', wishes: { ...NO_WISHES, rating: { value: 5, mode: 'set' } }, tags: ['XMP-xmp:Rating'] },
  { name: 'reject', wishes: { ...NO_WISHES, rating: { value: -1, mode: 'set' } }, tags: ['XMP-xmp:Rating'] },
  { name: 'no rating', wishes: { ...NO_WISHES, rating: { value: null, mode: 'set' } }, tags: ['XMP-xmp:Rating'] },
  // Colours of other programs follow where they are there.
  {
    name: 'label',
    wishes: { ...NO_WISHES, label: { value: 'purple', mode: 'set' } },
    tags: ['XMP-xmp:Label', 'XMP-digiKam:ColorLabel', 'XMP-photoshop:LabelColor', 'XMP-photomech:ColorClass'],
  },
  {
    name: 'flag',
    wishes: { ...NO_WISHES, flag: { value: 'pick', mode: 'set' } },
    tags: ['XMP-xmpDM:Pick', 'XMP-xmpDM:Good', 'XMP-digiKam:PickLabel', 'XMP-photomech:Tagged'],
  },
  {
    name: 'keyword',
    wishes: { ...NO_WISHES, keywords: { add: ['qrate|pick'], remove: ['qrate|reject'] } },
    tags: ['XMP-dc:Subject', 'XMP-lr:HierarchicalSubject'],
  },
];
