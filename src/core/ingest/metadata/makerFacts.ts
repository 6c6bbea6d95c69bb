import type { Metadata } from '../../model';
import { type MakerNote, openMakerNote, subDirectory } from '../containers/makerNote';
import type { TiffWalk } from '../containers/tiff';

type MakerFacts = Partial<Pick<Metadata, 'serial' | 'lens' | 'burstId'>>;

/** What only the MakerNote tells, where it is written in plain. Tag numbers per ExifTool's tables. */
export function makerFacts(walks: readonly TiffWalk[]): MakerFacts {
  for (const walk of walks) {
    const note = openMakerNote(walk);
    if (note) return { apple, canon, nikon, olympus, panasonic, minolta: () => ({}) }[note.maker](note);
  }
  return {};
}

const text = (note: MakerNote, tag: number): string | null => note.tiff.text(note.entries.get(tag));

/** 0x0B: BurstUUID, on every frame of a burst and on nothing else. */
const apple = (note: MakerNote): MakerFacts => ({ burstId: text(note, 0x0b) });

/** 0x0C: serial number; 0x95: LensModel. */
function canon(note: MakerNote): MakerFacts {
  const serial = note.tiff.number(note.entries.get(0x0c));
  return { serial: serial ? String(serial) : null, lens: text(note, 0x95) };
}

/** 0x1D: serial number, on some bodies with words around it. */
const nikon = (note: MakerNote): MakerFacts => ({ serial: text(note, 0x1d) });

/** Equipment 0x2010 → 0x101 serial number, 0x203 lens model. */
function olympus(note: MakerNote): MakerFacts {
  const equipment = subDirectory(note, 0x2010);
  return equipment ? { serial: note.tiff.text(equipment.get(0x101)), lens: note.tiff.text(equipment.get(0x203)) } : {};
}

/** 0x51: LensType. */
const panasonic = (note: MakerNote): MakerFacts => ({ lens: text(note, 0x51) });
