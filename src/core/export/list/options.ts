/** `plain` = a path a line; `nul` = each ends with a NUL byte; `json` = an array of objects; `csv` = RFC 4180. The latter two carry scores. */
export const LIST_FORMS = ['plain', 'nul', 'json', 'csv'] as const;
export type ListForm = (typeof LIST_FORMS)[number];

export interface ListOptions {
  readonly form: ListForm;
  /** `relative` to the shoot with `/`, or `absolute` in the system's own way. */
  readonly paths: 'relative' | 'absolute';
}

export const DEFAULT_LIST: ListOptions = { form: 'plain', paths: 'relative' };
