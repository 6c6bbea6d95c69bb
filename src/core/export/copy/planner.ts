import { realpath } from 'node:fs/promises';
import path from 'node:path';
import type { PhotoView } from '../../model';
import { nearestExisting } from '../destination';
import { createListing, type FolderListing, nameKey, sidecarsBeside } from '../listing';
import type { ExportAction } from '../plan';
import { refusalSentence } from '../refusal';
import { type PlanRun, refuse } from '../run';
import { compare, twinOf, type Verdict } from './compare';
import { type Layout, type Place, targetIn } from './layout';
import { hardLinkObstacle } from './link';
import type { CopyOptions } from './options';

interface PlannerParts extends PlanRun {
  /** Absolute, links resolved. */
  readonly folder: string;
  readonly options: CopyOptions;
  readonly layout: Layout;
}

/** One file of a photo and where it would go. */
interface Candidate {
  readonly source: string;
  readonly target: string;
}

/** What would happen to one. `taken` = its name belongs to something else: a numbered one may help. */
interface Judged extends Candidate, Verdict {
  readonly taken: boolean;
}

/** A sane end to looking for a free number. */
const MOST_NUMBERED = 10_000;

/** Plans photo after photo, in an order that is always the same, so that names given away are too. */
export class CopyPlanner {
  readonly #sources: FolderListing = createListing();
  readonly #targets: FolderListing = createListing();
  /** Targets given away, by `nameKey`, and the source each belongs to. */
  readonly #given = new Map<string, string>();
  readonly #realFolders = new Map<string, Promise<string>>();

  constructor(private readonly parts: PlannerParts) {}

  async plan(photo: PhotoView): Promise<readonly ExportAction[]> {
    const { signal, view } = this.parts;
    signal?.throwIfAborted();
    const primary = path.join(view.root, photo.path);
    const files = [primary, ...(await this.#companions(photo, primary))];
    try {
      const judged = await this.#settle(files, this.parts.layout(photo));
      return this.#actions(photo, judged);
    } catch (error) {
      signal?.throwIfAborted();
      return files.map((file) => refuse(photo.path, this.parts.folder, refusalSentence(error, file)));
    }
  }

  async #companions(photo: PhotoView, primary: string): Promise<readonly string[]> {
    const known = photo.companions.map((it) => path.join(this.parts.view.root, it.path));
    return [...new Set([...known, ...(await sidecarsBeside(primary, this.#sources))])].sort();
  }

  /** Under the first name that is free for the photo and, where the photo is new, for its companions; else under its own. */
  async #settle(files: readonly string[], place: Place): Promise<readonly Judged[]> {
    const first = await this.#judge(files, place, 1);
    if (this.parts.options.collisions === 'refuse' || !clashes(first)) return first;
    for (let copy = 2; copy <= MOST_NUMBERED; copy++) {
      const judged = await this.#judge(files, place, copy);
      if (!clashes(judged)) return judged;
    }
    return first;
  }

  async #judge(files: readonly string[], place: Place, copy: number): Promise<readonly Judged[]> {
    const [primary = ''] = files;
    const judged: Judged[] = [];
    for (const source of files) {
      const target = targetIn(this.parts.folder, place, { primary, source, copy });
      if (source !== primary && this.#given.get(nameKey(target)) === source) continue;
      judged.push(await this.#judgeFile({ source, target }));
    }
    return judged;
  }

  async #judgeFile(file: Candidate): Promise<Judged> {
    const rival = this.#given.get(nameKey(file.target));
    if (rival !== undefined) return { ...file, kind: 'refuse', bytes: 0, reason: rivalSentence(file, rival), taken: true };
    try {
      const astray = await this.#astray(file.target);
      if (astray !== null) return { ...file, kind: 'refuse', bytes: 0, reason: astray, taken: false };
      return await this.#compare(file);
    } catch (error) {
      this.parts.signal?.throwIfAborted();
      return { ...file, kind: 'refuse', bytes: 0, reason: refusalSentence(error, file.source), taken: false };
    }
  }

  async #compare(file: Candidate): Promise<Judged> {
    const { options, signal } = this.parts;
    const verdict = await compare({ ...file, mode: options.mode, signal });
    if (verdict.kind !== 'copy') return { ...file, ...verdict, taken: verdict.kind === 'refuse' };
    const twin = await twinOf(file.target, this.#targets);
    if (twin !== null) return { ...file, kind: 'refuse', bytes: verdict.bytes, reason: twinSentence(file.target, twin), taken: true };
    const obstacle = options.mode === 'hardlink' ? await hardLinkObstacle(file) : null;
    return obstacle === null
      ? { ...file, ...verdict, taken: false }
      : { ...file, kind: 'refuse', bytes: 0, reason: obstacle, taken: false };
  }

  /** A link among the destination's folders may lead elsewhere, into the shoot even. */
  async #astray(target: string): Promise<string | null> {
    const folder = path.dirname(target);
    const known = this.#realFolders.get(folder) ?? nearestExisting(folder).then((it) => realpath(it));
    this.#realFolders.set(folder, known);
    const real = await known;
    // What does not exist yet cannot lead astray: then the nearest folder that exists is the destination or one above it.
    const fits = isBelow(real, this.parts.folder) || isBelow(this.parts.folder, real);
    return fits ? null : `“${folder}” leads to “${real}”, out of the destination.`;
  }

  #actions(photo: PhotoView, judged: readonly Judged[]): readonly ExportAction[] {
    const stranded = judged[0]?.kind === 'refuse';
    return judged.map(({ source, target, kind, bytes, reason }, index) => {
      this.#given.set(nameKey(target), this.#given.get(nameKey(target)) ?? source);
      const action = { photo: photo.path, source, target };
      if (!stranded || index === 0) return { ...action, kind, bytes, reason };
      return { ...action, kind: 'refuse', bytes: 0, reason: `“${path.basename(source)}” belongs to “${photo.path}”, which is not copied.` };
    });
  }
}

/** A photo that is there already stays under its name, whatever became of its companions. */
function clashes([primary, ...companions]: readonly Judged[]): boolean {
  if (primary === undefined || primary.kind === 'unchanged') return false;
  return primary.taken || (primary.kind === 'copy' && companions.some(({ taken }) => taken));
}

/** Both absolute and real. */
function isBelow(folder: string, ancestor: string): boolean {
  const relative = path.relative(ancestor, folder);
  return relative === '' || !(relative.split(path.sep)[0] === '..' || path.isAbsolute(relative));
}

function rivalSentence({ source, target }: Candidate, rival: string): string {
  const remedy = 'Only the latter is copied. Let names that are taken be numbered, or keep the folders.';
  const isCase = path.basename(source) !== path.basename(rival) && path.dirname(source) === path.dirname(rival);
  if (isCase) return `“${source}” and “${rival}” differ only in letter case or accents, so many disks cannot hold both. ${remedy}`;
  return `“${source}” and “${rival}” would both become “${target}”, or names that many disks cannot keep apart. ${remedy}`;
}

const twinSentence = (target: string, twin: string): string =>
  `“${path.join(path.dirname(target), twin)}” is there already and differs from “${path.basename(target)}” only in letter case or accents. Neither is touched.`;
