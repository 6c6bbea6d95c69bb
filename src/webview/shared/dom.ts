import type { Counted } from '../../protocol/counted';

type Attributes = Readonly<Record<string, string>>;

/** An element with attributes and children. Text only ever becomes text: nothing here parses HTML. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** `template` with `{0}`, `{1}` … replaced. */
export const fill = (template: string, ...values: readonly (string | number)[]): string =>
  template.replace(/\{(\d+)\}/g, (mark, index) => String(values[Number(index)] ?? mark));

/** The text for so many, with `{0}` their number; further values follow. */
export const countedText = ({ one, many }: Counted, count: number, ...values: readonly (string | number)[]): string =>
  fill(count === 1 ? one : many, count.toLocaleString(), ...values);
