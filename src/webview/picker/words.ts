import type { PickerOutcome, PickerPair, PickerReport, PickerStep } from '../../protocol/picker';
import type { PickerStrings } from '../../protocol/pickerStrings';
import { fill } from '../shared/dom';
import { percentText } from '../shared/numbers';

/** More choices that are worth giving where the goal is reached and the model is still no better. */
const MORE = 25;

export const ackText = (pair: PickerPair, outcome: PickerOutcome, strings: PickerStrings): string => {
  if (outcome === 'tie') return strings.tied;
  return outcome === 'skip' ? strings.skipped : fill(strings.chosen, pair[outcome].name);
};

/** `12 of 50 answers`. */
export const progressText = ({ answered, goal }: PickerStep, strings: PickerStrings): string => fill(strings.progressText, answered, goal);

/** What a screen reader says of a pair. */
export const pairText = (pair: PickerPair | null, strings: PickerStrings): string =>
  pair === null ? strings.nothing : fill(strings.announce, named(pair.a), named(pair.b));

const named = ({ name, caption }: PickerPair['a']): string => (caption === '' ? name : `${name}, ${caption}`);

/** How good the model is, in plain words, one sentence each. */
export function modelTexts({ report, answered, goal }: PickerStep, strings: PickerStrings): readonly string[] {
  if (report === null) return [answered < goal ? fill(strings.few, goal, goal - answered) : strings.enough];
  const more = answered < goal ? goal - answered : MORE;
  return [
    accuracyText(report, strings),
    ...(report.applies ? [] : [fill(strings.notBetter, more)]),
    ...(isClassic(report) ? [strings.classic] : []),
  ].filter((it) => it !== '');
}

function accuracyText({ heldOut, technical, verdict }: PickerReport, strings: PickerStrings): string {
  if (heldOut === null) return verdict;
  const agrees = fill(strings.agrees, percentText(heldOut.value), Math.round(100 * heldOut.low), percentText(heldOut.high), heldOut.pairs);
  return technical === null ? fill(strings.technical, agrees) : fill(strings.agreesNear, agrees, percentText(technical.value));
}

/** Features that need no network; one of the person's own may have any other name. */
const isClassic = ({ features }: PickerReport): boolean => /^(classic-\d+|scores-\d+|classic-\d+\.scores-\d+)$/.test(features);
