import { PhotoError } from '../../failures';
import type { FailureCode } from '../../model';

/** A `heif_error` of libheif (heif_error.h). */
export interface HeifError {
  readonly code: number;
  readonly subcode: number;
  readonly message: string;
}

const UNSUPPORTED_FILETYPE = 3;
const UNSUPPORTED_FEATURE = 4;
const MEMORY = 6;
const END_OF_DATA = 100;
const INVALID_BOX_SIZE = 101;
const SECURITY_LIMIT = 1000;

export const heifFailure = (error: HeifError): PhotoError => new PhotoError(codeOf(error), `libheif: ${error.message}`);

function codeOf({ code, subcode, message }: HeifError): FailureCode {
  if (subcode === END_OF_DATA || /insufficient (input )?data|too small/i.test(message)) return 'truncated';
  if (subcode === SECURITY_LIMIT && /image size|number of pixels/i.test(message)) return 'too-large';
  if (code === UNSUPPORTED_FILETYPE || code === UNSUPPORTED_FEATURE) return 'unsupported-format';
  if (code === MEMORY && subcode !== INVALID_BOX_SIZE) return 'out-of-memory';
  return 'corrupt';
}
