import { html, nothing, type TemplateResult } from 'lit';
import { button } from '../shared/controls';
import { fill } from '../shared/dom';
import type { PickerController } from './controller';
import { isBusy, LEAST_TO_TRAIN, type PageState } from './state';
import { modelTexts, progressText } from './words';

/** How far the person is, and which model it is for. */
export function progressBar(state: PageState, picker: PickerController): TemplateResult {
  const { snapshot, step } = state;
  const { strings, choosesModel } = snapshot;
  const name = fill(strings.model, step.model);
  return html`<div class="progress">
    <progress aria-label=${strings.progress} max=${step.goal} value=${Math.min(step.goal, step.answered)}></progress>
    <span>${progressText(step, strings)}</span>
    ${choosesModel ? button({ label: name, disabled: isBusy(state), onClick: () => picker.chooseModel() }) : html`<span class="quiet">${name}</span>`}
  </div>`;
}

/** What is known about the model, in plain words, and what can be done with it. */
export function modelPanel(state: PageState, picker: PickerController): TemplateResult {
  const { snapshot, step, training, news } = state;
  const { strings } = snapshot;
  if (training !== null) return trainingPanel(state, picker);
  const texts = [news, ...modelTexts(step, strings)].filter((it) => it !== '');
  return html`<section class="model">
    <p>${texts.join(' ')}</p>
    <div class="acts">${cullAct(state, picker)} ${trainAct(state, picker)}</div>
  </section>`;
}

function trainingPanel({ snapshot, training }: PageState, picker: PickerController): TemplateResult {
  const { strings } = snapshot;
  const isKnown = training !== null && training.total > 0;
  return html`<section class="model">
    <p role="status">${strings.training}</p>
    ${
      isKnown
        ? html`<progress aria-label=${strings.training} max=${training.total} value=${training.done}></progress>`
        : html`<progress aria-label=${strings.training}></progress>`
    }
    <div class="acts">${button({ label: strings.cancel, onClick: () => picker.cancelTraining() })}</div>
  </section>`;
}

function cullAct({ snapshot, step, ended }: PageState, picker: PickerController): TemplateResult | typeof nothing {
  const { strings, cull } = snapshot;
  if (step.report?.applies !== true) return nothing;
  if (cull === 'command') return html`<span>${fill(strings.cullCommand, `qrate cull --use-model ${step.model}`)}</span>`;
  return button({ label: strings.cull, appearance: 'primary', disabled: ended !== false, onClick: () => picker.cull() });
}

function trainAct(state: PageState, picker: PickerController): TemplateResult {
  const { snapshot, step } = state;
  const { strings } = snapshot;
  const isEnough = step.answered >= LEAST_TO_TRAIN;
  const label = isEnough ? (step.report === null ? strings.train : strings.trainAgain) : fill(strings.trainTooFew, LEAST_TO_TRAIN);
  const isFirst = isEnough && step.report === null && step.answered >= step.goal;
  const onClick = () => void picker.train();
  return button({ label, appearance: isFirst ? 'primary' : 'secondary', disabled: !isEnough || isBusy(state), onClick });
}
