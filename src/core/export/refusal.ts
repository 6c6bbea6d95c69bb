/** Why one file is not written: a sentence for the person. It costs that file; the export goes on. */
export class Refusal extends Error {
  constructor(sentence: string, options?: ErrorOptions) {
    super(sentence, options);
    this.name = 'Refusal';
  }
}

const SYSTEM_ERRORS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full; make room and try again',
  EDQUOT: 'the disk quota is used up; make room and try again',
  EACCES: 'there is no permission; check the rights of the file and its folder',
  EPERM: 'the system does not permit it; check the rights of the file and its folder',
  EROFS: 'the disk is read-only; make it writable, or export to another folder',
  ENOENT: 'it is no longer there',
  ENOTDIR: 'a file stands where a folder is needed',
  EISDIR: 'a folder stands where a file is needed',
  EEXIST: 'a file of that name appeared meanwhile and is kept as it is',
  ENAMETOOLONG: 'the name is too long for this disk',
  EFBIG: 'the file is too large for this disk’s file system',
  EIO: 'the disk reported an error; check the disk before you go on',
  EBUSY: 'another program holds it open',
  ELOOP: 'its links lead in a circle',
  EMFILE: 'too many files are open',
};

/** The system's code of a thrown value (`ENOSPC` …), or `null`. */
export function systemCode(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}

/** True for errors after which every further write to the same disk would fail too. */
export const isDiskFull = (error: unknown): boolean => ['ENOSPC', 'EDQUOT'].includes(systemCode(error) ?? '');

/** One sentence that says why `file` could not be read or written. Unknown errors keep their own message. */
export function refusalSentence(error: unknown, file: string): string {
  if (error instanceof Refusal) return error.message;
  const words = SYSTEM_ERRORS[systemCode(error) ?? ''];
  const detail = error instanceof Error ? error.message : String(error);
  return `“${failingPath(error) ?? file}” could not be read or written: ${words ?? detail}.`;
}

function failingPath(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('path' in error)) return null;
  const temporary = typeof error.path === 'string' && /[\\/]\.qrate-[^\\/]*\.tmp$/.test(error.path);
  return typeof error.path === 'string' && !temporary ? error.path : null;
}
