import type { Metadata } from '../../model';
import { type Maker, type MakerNote, openMakerNote } from '../containers/makerNote';
import type { TiffWalk } from '../containers/tiff';
import { apple } from './makers/apple';
import { canon } from './makers/canon';
import { fujifilm } from './makers/fujifilm';
import { minolta } from './makers/minolta';
import { nikon } from './makers/nikon';
import { olympus } from './makers/olympus';
import { panasonic } from './makers/panasonic';
import { pentax } from './makers/pentax';
import { sigma } from './makers/sigma';
import { sony } from './makers/sony';
import { printable } from './text';

export type MakerFacts = Partial<Pick<Metadata, 'serial' | 'lens' | 'burstId' | 'iso' | 'drive'>>;

const READERS: Readonly<Record<Maker, (note: MakerNote) => MakerFacts>> = {
  apple,
  canon,
  fujifilm,
  minolta,
  nikon,
  olympus,
  panasonic,
  pentax,
  sigma,
  sony,
};

/** What only the MakerNote tells, where it is written in plain. Tag numbers per ExifTool's tables. */
export function makerFacts(walks: readonly TiffWalk[]): MakerFacts {
  for (const walk of walks) {
    const note = openMakerNote(walk);
    if (note) return readNote(note);
  }
  return {};
}

function readNote(note: MakerNote): MakerFacts {
  const facts = READERS[note.maker](note);
  return { ...facts, serial: printable(facts.serial), lens: printable(facts.lens), burstId: printable(facts.burstId) };
}
