import { noChange } from 'lit';
import { Directive, directive, type ElementPart, type PartInfo, PartType } from 'lit/directive.js';

type Styles = Readonly<Record<string, string>>;

/**
 * Styles that are computed: `<div ${styled({ height: '10px' })}>`. Set through the object model, because the pages' policy forbids
 * style attributes (Lit's own `styleMap` begins with one). The names stay the same from one rendering to the next.
 */
class Styled extends Directive {
  #shown: Styles = {};

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new Error('styled() belongs on an element');
  }

  override render(_: Styles): typeof noChange {
    return noChange;
  }

  override update({ element }: ElementPart, [styles]: [Styles]): typeof noChange {
    const { style } = element as HTMLElement;
    for (const [name, value] of Object.entries(styles)) if (this.#shown[name] !== value) style.setProperty(name, value);
    this.#shown = styles;
    return noChange;
  }
}

export const styled = directive(Styled);
