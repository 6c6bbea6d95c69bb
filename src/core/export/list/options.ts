/** `plain` = a path a line; `nul` = each ends with a NUL byte; `json` = an array of objects; `csv` = RFC 4180. The latter two carry scores. */
export const LIST_FORMS = ['plain', 'nul', 'json', 'csv'] as const;
export type ListForm = (typeof LIST_FORMS)[number];

/** `path` = by path, so that two lists can be compared line by line; `choice` = as the photos were chosen, the best first. */
export const LIST_ORDERS = ['path', 'choice'] as const;
export type ListOrder = (typeof LIST_ORDERS)[number];

export interface ListOptions {
  readonly form: ListForm;
  /** `relative` to the shoot with `/`, or `absolute` in the system's own way. */
  readonly paths: 'relative' | 'absolute';
  readonly order: ListOrder;
}

export const DEFAULT_LIST: ListOptions = { form: 'plain', paths: 'relative', order: 'path' };
