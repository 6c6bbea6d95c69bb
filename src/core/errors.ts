/** What can go wrong with a whole command, as a code that callers can test. The message is what the person reads. */
export type QrateErrorCode =
  | 'not-a-folder'
  | 'no-such-photo'
  | 'no-index'
  | 'locked'
  | 'storage'
  | 'bad-settings'
  | 'bad-destination'
  | 'presets'
  | 'taste'
  | 'workers'
  | 'models'
  | 'git'
  | 'no-repository'
  | 'no-such-revision'
  | 'language-model'
  | 'usage';

/** An expected failure of a command: one short sentence that names the file or folder and what to do. */
export class QrateError extends Error {
  constructor(
    readonly code: QrateErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'QrateError';
  }
}

/** Photos cannot be searched by what they show: the model that reads words is not there, or no photo has been described yet. */
export class NotSearchable extends QrateError {
  constructor(
    readonly lacks: 'model' | 'vectors',
    message: string,
  ) {
    super('usage', message);
  }
}
