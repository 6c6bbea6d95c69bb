import type { ViewerStrings } from '../../protocol/viewer';
import { countedText } from '../shared/dom';
import type { PictureState } from './picture';

/** The person's verdict, else the machine's; empty where there is neither. */
export function verdictText({ decided, suggested }: PictureState, strings: ViewerStrings): string {
  if (decided !== null) return strings.decided[decided];
  return suggested === null ? '' : strings.suggested[suggested];
}

export const starsText = (rating: number | null): string => '★'.repeat(rating ?? 0);

/** A label that the person's own program gave (any text) is said as it is. */
export function labelText(label: string | null, strings: ViewerStrings): string {
  if (label === null) return '';
  const known: Readonly<Record<string, string>> = strings.labels;
  return known[label] ?? label;
}

/** What a screen reader says about a state: verdict, stars, label. */
export function stateText(state: PictureState, strings: ViewerStrings): string {
  const stars = state.rating === null || state.rating === 0 ? '' : countedText(strings.stars, state.rating);
  return [verdictText(state, strings), stars, labelText(state.label, strings)].filter((part) => part !== '').join(', ');
}
