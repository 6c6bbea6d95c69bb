import { version as packageVersion } from '../../package.json';

/** Of qrate itself, as in its package. */
export const version: string = packageVersion;
