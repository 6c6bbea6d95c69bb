import type { Metadata } from '../../model';
import { type MakerNote, openMakerNote, subDirectory } from '../containers/makerNote';
import type { TiffWalk } from '../containers/tiff';

type MakerFacts = Partial<Pick<Metadata, 'serial' | 'lens' | 'burstId' | 'iso'>>;

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
  const model = text(note, 0x06) ?? '';
  return { serial: serial ? canonSerial(serial, model) : null, lens: text(note, 0x95), iso: canonIso(note) };
}

/** As printed on the body: six digits on the EOS-1D family, ten on the others. */
export const canonSerial = (serial: number, model: string): string => String(serial).padStart(/\b1Ds?\b/.test(model) ? 6 : 10, '0');

/** CameraISO by its code, 50 to 800. */
const CANON_ISO: Readonly<Record<number, number>> = { 16: 50, 17: 100, 18: 200, 19: 400, 20: 800 };

/** Word 16 of CameraSettings (0x01), else AutoISO × BaseISO, words 1 and 2 of ShotInfo (0x04); compacts before 2004 write it nowhere else. */
function canonIso({ tiff, entries }: MakerNote): number | null {
  const setting = tiff.numbers(entries.get(0x01), 17)[16] ?? 0;
  const chosen = (setting & 0x4000) !== 0 && setting < 0x7fff ? setting & 0x3fff : CANON_ISO[setting];
  if (chosen) return chosen;
  const [, auto = 0, base = 0] = tiff.numbers(entries.get(0x04), 3);
  const plausible = auto >= 0 && auto < 512 && base > 0 && base < 512;
  return plausible ? Math.round((100 / 32) * 2 ** ((auto + base) / 32)) : null;
}

/** 0x1D, in older bodies 0xA0 (`No= 1234`): serial number; 0x02: ISO as the second of two numbers, the only place in early bodies. */
const nikon = (note: MakerNote): MakerFacts => ({
  serial: text(note, 0x1d) ?? text(note, 0xa0)?.replace(/^no[.=:]*\s*/i, '') ?? null,
  iso: note.tiff.numbers(note.entries.get(0x02), 2)[1] || null,
});

/** Equipment 0x2010 → 0x101 serial number, 0x203 lens model; compacts have 0x101A. */
function olympus(note: MakerNote): MakerFacts {
  const equipment = subDirectory(note, 0x2010);
  const serial = text(note, 0x101a);
  return equipment ? { serial: note.tiff.text(equipment.get(0x101)) ?? serial, lens: note.tiff.text(equipment.get(0x203)) } : { serial };
}

/** 0x51: LensType. */
const panasonic = (note: MakerNote): MakerFacts => ({ lens: text(note, 0x51) });
