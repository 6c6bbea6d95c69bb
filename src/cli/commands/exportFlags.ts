import path from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { COLLISION_RULES, COPY_MODES, type CopyOptions } from '../../core/export/copy/options';
import { ORIGINALS, type OriginalsFolder } from '../../core/export/gallery/options';
import { LIST_FORMS, LIST_ORDERS, type ListForm, type ListOrder } from '../../core/export/list/options';
import type { ExportFormat, ExportRequest } from '../../core/export/plan';
import { VERDICTS, type Verdict } from '../../core/model';
import type { PhotoFilter } from '../../core/select/filter';
import type { Range } from '../../core/select/ranges';
import { collect, integer } from '../options';
import { addXmpOptions, type XmpFlags, xmpSettings } from '../xmpOptions';

export interface ExportFlags extends Partial<CopyOptions>, XmpFlags {
  readonly format: ExportFormat;
  readonly out?: string;
  readonly top?: number;
  readonly dryRun?: boolean;
  readonly null?: boolean;
  readonly as?: ListForm;
  readonly order?: ListOrder;
  readonly absolute?: boolean;
  readonly originals?: readonly OriginalsFolder[];
  readonly verdict?: readonly Verdict[];
  readonly decided?: boolean;
  readonly undecided?: boolean;
  readonly minRating?: number;
  readonly label?: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly camera?: readonly string[];
  readonly folder?: readonly string[];
  readonly faces?: Range;
  readonly portraits?: boolean;
}

const FORMATS: readonly ExportFormat[] = ['copy', 'xmp', 'list', 'gallery', 'manifest'];

/** What is exported, and where to. */
export const addTargetFlags = (command: Command): Command =>
  command
    .addOption(new Option('--format <FORMAT>', 'what to write').choices(FORMATS).makeOptionMandatory())
    .option('--out <PATH>', 'folder (copy, xmp, gallery) or file (list, manifest); xmp without it writes beside the photos')
    .option('--dry-run', 'show the plan and write nothing');

/** Which photos. */
export const addFilterFlags = (command: Command): Command =>
  command
    .option('--top <N>', 'at most N photos, spread over bursts, scenes and time', integer(1, 1_000_000))
    .option('--verdict <LIST>', 'pick, alternate, review, reject (with commas) or any; your verdict counts, else the suggestion', verdicts)
    .addOption(new Option('--decided', 'only photos whose verdict is yours').conflicts('undecided'))
    .option('--undecided', 'only photos that you left to the machine')
    .option('--min-rating <STARS>', '1–5; without --verdict everything so rated but your rejects, alternates included', integer(1, 5))
    .option('--label <COLOUR>', 'colour label, none for those without; may be repeated', collect, undefined)
    .option('--from <DATE>', 'taken then or later: 2024, 2024-05, 2024-05-01 or 2024-05-01T18:30')
    .option('--to <DATE>', 'taken then or earlier; the day, month or year that is named belongs to it')
    .option('--camera <NAME>', 'a part of the camera’s name; may be repeated', collect, undefined)
    .option('--faces <N>', 'number of faces: 2, 2-5, or 1- for one or more; needs faces to have been looked for', faceCount)
    .addOption(new Option('--portraits', 'pictures of people: a face takes 15 % of the short side or more'))
    .option('--folder <PATH>', 'a folder of the shoot, with those below it; may be repeated', collect, undefined);

/** How it is written. */
export const addFormatFlags = (command: Command): Command =>
  addXmpOptions(command)
    .addOption(new Option('--mode <MODE>', 'copy: what lands there (default: copy)').choices(COPY_MODES))
    .option('--structure <FOLDERS>', 'copy: preserved (default), flat, date, or a template like {year}/{camera}')
    .option('--name <TEMPLATE>', 'copy: new names like {date}_{counter:5}, companions included')
    .addOption(new Option('--collisions <RULE>', 'copy: a name that is taken (default: refuse)').choices(COLLISION_RULES))
    .addOption(new Option('--as <FORM>', 'list: json and csv carry scores (default: plain)').choices(LIST_FORMS))
    .option('--null', 'list: the same as --as nul; end each path with a NUL byte, so that any name is safe')
    .option('--absolute', 'list: absolute paths')
    .addOption(new Option('--order <ORDER>', 'list: by path (default), or as chosen, the best first').choices(LIST_ORDERS))
    .option('--originals <LIST>', 'gallery: raw, jpeg or both (with a comma) beside the pictures', originals);

export function requestOf(flags: ExportFlags): ExportRequest {
  const { format, out, top } = flags;
  return {
    format,
    out: out === undefined ? null : path.resolve(out),
    top: top ?? null,
    filter: filterOf(flags),
    copy: known({ mode: flags.mode, structure: flags.structure, name: flags.name, collisions: flags.collisions }),
    list: known({
      form: flags.null === true ? 'nul' : flags.as,
      paths: flags.absolute === true ? 'absolute' : undefined,
      order: flags.order,
    }),
    gallery: known({ originals: flags.originals }),
    xmp: xmpSettings(flags),
  };
}

export function filterOf(flags: FilterFlags): PhotoFilter {
  const { verdict, decided, undecided, minRating, label, from, to, camera, folder, faces, portraits } = flags;
  const said = decided === true ? true : undecided === true ? false : undefined;
  return known({
    verdicts: verdict,
    decided: said,
    minRating,
    labels: label,
    from,
    to,
    cameras: camera,
    folders: folder,
    faces,
    portraits,
  });
}

/** Without what was not said, so that defaults stand. */
const known = <T extends object>(options: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> };

type FilterFlags = Pick<
  ExportFlags,
  'verdict' | 'decided' | 'undecided' | 'minRating' | 'label' | 'from' | 'to' | 'camera' | 'folder' | 'faces' | 'portraits'
>;

/** A number of faces, or a range of it. */
export function faceCount(text: string): Range {
  const [matched, from = '', dash, to = ''] = /^(\d{1,4})(-)?(\d{1,4})?$/.exec(text) ?? [];
  if (matched === undefined || (to !== '' && Number(to) < Number(from))) throw new InvalidArgumentError('Write 2, 2-5 or 1-.');
  if (dash === undefined) return { min: Number(from), max: Number(from) };
  return { min: Number(from), ...(to === '' ? {} : { max: Number(to) }) };
}

/** `any` is the empty list: every verdict. */
const verdicts = (text: string): readonly Verdict[] => (text === 'any' ? [] : oneOf(VERDICTS, text));
const originals = (text: string): readonly OriginalsFolder[] => oneOf(ORIGINALS, text);

function oneOf<T extends string>(choices: readonly T[], text: string): readonly T[] {
  const words = text.split(',').map((word) => choices.find((choice) => choice === word.trim()));
  if (words.includes(undefined)) throw new InvalidArgumentError(`Choose from ${choices.join(', ')}.`);
  return words.filter((word) => word !== undefined);
}
