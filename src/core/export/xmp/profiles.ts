import type { ColorLabel } from '../../model';
import { type Channel, COLOR_CHANNELS, FLAG_CHANNELS, type Flag } from './channels';
import { LABEL_SETS, type LabelNames } from './labels';

export const XMP_PROFILES = ['lightroom', 'capture-one', 'darktable', 'digikam', 'photo-mechanic'] as const;
export type XmpProfileId = (typeof XMP_PROFILES)[number];

/** What one program reads from sidecars, and where it looks for them. */
export interface XmpProfile {
  readonly id: XmpProfileId;
  /** Its name. */
  readonly name: string;
  /** New sidecars: `IMG.xmp` (`stem`) or `IMG.NEF.xmp` (`full`). */
  readonly naming: 'stem' | 'full';
  /** Whether its label texts follow the language of its interface; English elsewhere. */
  readonly localized: boolean;
  /** Where it keeps colours, beside `xmp:Label`, which all of them read. Those of other programs follow where they are there already. */
  readonly colors: readonly Channel<ColorLabel>[];
  /** darktable keeps colours as a list of numbers. */
  readonly colorList: boolean;
  /** Where it keeps pick and reject. */
  readonly flags: readonly Channel<Flag>[];
  /** `always` = flags are its own way to cull; `option` = older versions ignore them. */
  readonly flagsWritten: 'always' | 'option';
}

const { digikamColor, photoMechanicColor } = COLOR_CHANNELS;
const { good, pick, digikamPick, tagged } = FLAG_CHANNELS;

const plain = { localized: false, colors: [], colorList: false, flags: [], flagsWritten: 'option' } as const;

export const PROFILES: Readonly<Record<XmpProfileId, XmpProfile>> = {
  lightroom: { ...plain, id: 'lightroom', name: 'Lightroom', naming: 'stem', localized: true, flags: [pick, good] },
  'capture-one': { ...plain, id: 'capture-one', name: 'Capture One', naming: 'stem' },
  darktable: { ...plain, id: 'darktable', name: 'darktable', naming: 'full', colorList: true },
  digikam: {
    ...plain,
    id: 'digikam',
    name: 'digiKam',
    naming: 'full',
    colors: [digikamColor],
    flags: [digikamPick],
    flagsWritten: 'always',
  },
  'photo-mechanic': {
    ...plain,
    id: 'photo-mechanic',
    name: 'Photo Mechanic',
    naming: 'stem',
    colors: [photoMechanicColor],
    flags: [tagged],
    flagsWritten: 'always',
  },
};

/** How sidecars are written in one run. */
export interface XmpStyle {
  readonly profile: XmpProfile;
  readonly labels: LabelNames;
  /** Whether flags are written where the profile makes that an option. */
  readonly flags: boolean;
}

export const DEFAULT_STYLE: XmpStyle = { profile: PROFILES.lightroom, labels: LABEL_SETS.en, flags: false };
