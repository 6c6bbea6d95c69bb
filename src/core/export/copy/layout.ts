import path from 'node:path';
import { QrateError } from '../../errors';
import { inCaptureOrder } from '../../group/order';
import type { PhotoView } from '../../model';
import { Refusal } from '../refusal';
import { type CopyOptions, DATE_STRUCTURE } from './options';
import { nameFault } from './safeName';
import { parseTemplate, renderTemplate, type Template } from './template';
import type { Named } from './tokens';

/** Where a photo and its companions go. */
export interface Place {
  /** Relative to the destination, with `/`; empty = the destination itself. */
  readonly folder: string;
  /** Name without extension; `null` = as in the shoot. */
  readonly stem: string | null;
}

/** Answers each photo's place; throws a Refusal where a template makes no usable name of it. */
export type Layout = (photo: PhotoView) => Place;

/** Reads the templates at once, so that a wrong one fails before any work. Throws QrateError('usage'). */
export function createLayout(photos: readonly PhotoView[], { structure, name }: Pick<CopyOptions, 'structure' | 'name'>): Layout {
  const folders = folderTemplate(structure);
  const stem = name === null ? null : nameTemplate(name);
  const counters = new Map(inCaptureOrder(photos).map((photo, index) => [photo.path, index + 1]));
  return (photo) => {
    const named: Named = { photo, counter: counters.get(photo.path) ?? 0, total: photos.length };
    const folder = typeof folders === 'string' ? fixedFolder(folders, photo) : renderFolder(folders, named);
    return { folder, stem: stem === null ? null : checked(renderTemplate(stem, named), photo) };
  };
}

type Folders = 'preserved' | 'flat' | readonly Template[];

function folderTemplate(structure: string): Folders {
  if (structure === 'preserved' || structure === 'flat') return structure;
  const text = structure === 'date' ? DATE_STRUCTURE : structure;
  if (!text.includes('{')) {
    throw new QrateError(
      'usage',
      `“${structure}” is no folder structure. Choose preserved, flat or date, or a template like {year}/{camera}.`,
    );
  }
  if (text.startsWith('/') || text.split('/').some((part) => part === '' || part === '.' || part === '..')) {
    throw new QrateError('usage', `“${structure}” must lead downwards from the destination, folder by folder.`);
  }
  return text.split('/').map(parseTemplate);
}

function nameTemplate(name: string): Template {
  if (/[/\\]/.test(name)) throw new QrateError('usage', `“${name}” holds a separator. Folders belong into the structure.`);
  return parseTemplate(name);
}

const fixedFolder = (structure: 'preserved' | 'flat', { path: file }: PhotoView): string =>
  structure === 'flat' ? '' : path.posix.dirname(file).replace(/^\.$/, '');

const renderFolder = (folders: readonly Template[], named: Named): string =>
  folders.map((template) => checked(renderTemplate(template, named), named.photo)).join('/');

function checked(name: string, photo: PhotoView): string {
  const fault = nameFault(name);
  if (fault !== null) throw new Refusal(`The template makes no usable name for “${photo.path}”: ${fault}.`);
  return name;
}

/**
 * Absolute target of one file of a photo (its primary or a companion), as the `copy`-th of its name: from the second on, `-2` … is
 * added to the stem. Throws a Refusal where the whole name is none for every disk and qrate made it.
 */
export function targetIn(out: string, { folder, stem }: Place, file: { primary: string; source: string; copy: number }): string {
  const name = path.basename(file.source);
  const original = path.parse(file.primary).name;
  const belongs = name.toLowerCase().startsWith(original.toLowerCase());
  if (stem === null && file.copy === 1) return path.join(out, folder, name);
  const numbered = `${stem ?? original}${file.copy === 1 ? '' : `-${file.copy}`}`;
  const made = belongs ? numbered + name.slice(original.length) : name;
  const fault = stem === null && Buffer.byteLength(made) <= 255 ? null : nameFault(made);
  if (fault !== null) throw new Refusal(`The template makes no usable name for “${name}”: ${fault}.`);
  return path.join(out, folder, made);
}
