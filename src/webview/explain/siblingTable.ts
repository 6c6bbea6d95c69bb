import type { ExplainSibling, ExplainSnapshot } from '../../protocol/explain';
import { element } from '../shared/dom';
import { percentText, sharpnessText } from '../shared/numbers';
import { fileName, verdictWord } from './photoFacts';

/** The frames of the group, best first; the shown one is marked, the others are buttons. */
export function siblingTable(snapshot: ExplainSnapshot, show: (path: string) => void): HTMLElement {
  const { strings, siblings } = snapshot;
  const heads = [strings.frame, strings.rank, strings.verdict, strings.sharpness, strings.exposure];
  const head = element('tr', {}, ...heads.map((text) => element('th', { scope: 'col' }, text)));
  const rows = siblings.map((sibling) => siblingRow(snapshot, sibling, show));
  return element(
    'table',
    { class: 'siblings' },
    element('caption', { class: 'visually-hidden' }, strings.group),
    element('thead', {}, head),
    element('tbody', {}, ...rows),
  );
}

function siblingRow({ path, strings }: ExplainSnapshot, sibling: ExplainSibling, show: (path: string) => void): HTMLElement {
  const isShown = sibling.path === path;
  const cells = [
    sibling.rank === null ? '–' : String(sibling.rank),
    verdictWord(sibling, strings),
    sibling.sharpness === null ? '–' : sharpnessText(sibling.sharpness),
    sibling.exposure === null ? '–' : percentText(sibling.exposure),
  ];
  const name = element('th', { scope: 'row' }, frameButton(sibling, isShown, show));
  const row = element('tr', isShown ? { 'aria-current': 'true' } : {}, name, ...cells.map((text) => element('td', {}, text)));
  row.dataset.verdict = sibling.decided ?? sibling.suggested ?? 'none';
  row.dataset.decided = String(sibling.decided !== null);
  return row;
}

function frameButton({ path, thumb }: ExplainSibling, isShown: boolean, show: (path: string) => void): HTMLElement {
  const picture =
    thumb === null ? element('span', { class: 'thumb' }) : element('img', { class: 'thumb', src: thumb, alt: '', loading: 'lazy' });
  const button = element('button', { type: 'button', class: 'frame' }, picture, element('span', { class: 'name' }, fileName(path)));
  if (isShown) button.setAttribute('aria-current', 'true');
  button.dataset.path = path;
  button.addEventListener('click', () => show(path));
  return button;
}
