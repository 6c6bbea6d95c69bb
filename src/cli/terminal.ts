/** Where a command speaks, and whether a person sits there. */
export interface Terminal {
  /** The answer, for people and pipes. */
  readonly out: (text: string) => void;
  /** Everything else. */
  readonly err: (text: string) => void;
  /** `err` is a screen: a line can be drawn over. */
  readonly redraws: boolean;
  /** Somebody types. */
  readonly listens: boolean;
}

/** The streams of this process. */
export const processTerminal: Terminal = {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  // Asked late: Node opens a stream when it is first looked at.
  get redraws() {
    return process.stderr.isTTY === true;
  },
  get listens() {
    return process.stdin.isTTY === true;
  },
};
