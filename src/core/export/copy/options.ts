/** `hardlink` and `symlink` take no room; they are the originals under another name. Originals are never moved. */
export const COPY_MODES = ['copy', 'hardlink', 'symlink'] as const;
export type CopyMode = (typeof COPY_MODES)[number];

/** What happens to a name that is taken: the file is refused, or it gets `-2`, `-3` … (with its companions). Nothing is overwritten. */
export const COLLISION_RULES = ['refuse', 'number'] as const;
export type CollisionRule = (typeof COLLISION_RULES)[number];

/** How files are handed on. What is absent takes its value from `DEFAULT_COPY`. */
export interface CopyOptions {
  readonly mode: CopyMode;
  /** `preserved` = the folders of the shoot; `flat` = none; `date` = `{date|undated}`; else a template of folders with `/` between them. */
  readonly structure: string;
  /** Template of the file name without its extension, see `tokens.ts`; `null` = the original name. */
  readonly name: string | null;
  readonly collisions: CollisionRule;
}

export const DEFAULT_COPY: CopyOptions = { mode: 'copy', structure: 'preserved', name: null, collisions: 'refuse' };

export const DATE_STRUCTURE = '{date|undated}';
