import { html, type TemplateResult } from 'lit';
import type { PickerCommand } from '../../protocol/picker';
import { button } from '../shared/controls';
import { KEY_NAMES } from './keys';
import { isBusy, type PageState, shownPair } from './state';

export interface AnswerBarOptions {
  readonly run: (name: PickerCommand) => void;
  readonly isZoomed: boolean;
  /** One above the other. */
  readonly isStacked: boolean;
}

/** A button for every key. */
export function answerBar(state: PageState, { run, isZoomed, isStacked }: AnswerBarOptions): TemplateResult {
  const { strings } = state.snapshot;
  const [none, busy] = [shownPair(state) === null, isBusy(state)];
  const make = (name: PickerCommand, label: string, disabled: boolean) =>
    button({
      label,
      icon: html`${label}<kbd data-key=${KEY_NAMES[name] ?? ''}></kbd>`,
      hint: `${label} (${KEY_NAMES[name]})`,
      appearance: 'secondary',
      disabled,
      onClick: () => run(name),
    });
  return html`<footer>
    <div class="answers" role="group" aria-label=${strings.answers}>
      ${make('left', isStacked ? strings.upper : strings.left, none || busy)} ${make('tie', strings.tie, none || busy)}
      ${make('right', isStacked ? strings.lower : strings.right, none || busy)} ${make('skip', strings.skip, none || busy)}
    </div>
    <div class="others">
      ${make('undo', strings.undo, busy)} ${make('zoom', isZoomed ? strings.zoomOut : strings.zoomIn, none || state.ended !== false)}
      ${make('done', strings.done, state.ended !== false)}
    </div>
  </footer>`;
}
