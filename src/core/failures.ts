import type { Failure, FailureCode, StageName } from './model';

/** The one place where a failure gets its words: what happened and what to do, for a photographer. */
const SENTENCES: Record<FailureCode, string> = {
  'empty-file': 'The file is empty (0 bytes). Copy it again from the card.',
  vanished: 'The file disappeared while it was being read. Index again when the folder is at rest.',
  'no-permission': 'No permission to read it. Check the rights of the file and its folder.',
  'read-error': 'The disk or card reported a read error. Copy the file again from its source.',
  'not-a-photo': 'Its content is not a photo, whatever the name says.',
  'unsupported-format': 'This format, or this camera’s variant of it, cannot be decoded yet.',
  truncated: 'The file ends too early: it was cut off while being written or copied. Copy it again from the card.',
  corrupt: 'The picture data is damaged and cannot be decoded.',
  'no-preview':
    'The RAW file holds no usable preview, there is no JPEG of the same name beside it, and its kind of sensor data cannot be decoded yet.',
  'too-large': 'The picture has more pixels than qrate decodes (150 megapixels).',
  timeout: 'Decoding took too long and was stopped.',
  'out-of-memory': 'Decoding needed too much memory and was stopped.',
  'worker-crashed': 'The decoder crashed on this file.',
  internal: 'qrate made a mistake with this file. See the log.',
};

export const failureSentence = (failure: Failure): string => SENTENCES[failure.code];

/** Thrown inside a stage for one photo; anything else that is thrown becomes `internal`. */
export class PhotoError extends Error {
  constructor(
    readonly code: FailureCode,
    detail: string,
  ) {
    super(detail);
    this.name = 'PhotoError';
  }
}

const ERRNO: Readonly<Record<string, FailureCode>> = {
  ENOENT: 'vanished',
  ENOTDIR: 'vanished',
  ELOOP: 'vanished',
  EACCES: 'no-permission',
  EPERM: 'no-permission',
  EIO: 'read-error',
};

/** Any thrown value as a failure of `stage`. */
export function toFailure(stage: StageName, error: unknown): Failure {
  if (error instanceof PhotoError) return { stage, code: error.code, detail: error.message };
  const { code, message } = error as { code?: unknown; message?: unknown };
  const known = typeof code === 'string' ? ERRNO[code] : undefined;
  return { stage, code: known ?? 'internal', detail: typeof message === 'string' ? message : String(error) };
}

const UNREADABLE: ReadonlySet<FailureCode> = new Set(['vanished', 'no-permission', 'read-error', 'empty-file']);

/** The bytes themselves could not be had, so no later stage can succeed either. */
export const isUnreadable = (failure: Failure | null): boolean => failure !== null && UNREADABLE.has(failure.code);
