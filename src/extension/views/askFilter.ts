import * as vscode from 'vscode';
import { type PhotoView, VERDICTS } from '../../core/model';
import type { CommandHost } from '../commandTypes';
import { verdictWord } from '../words';
import { cameraWord, decisionWord, filterText, kindOrSingleWord, ratingWord } from './filterWords';
import { cameraOf, DECISIONS, KINDS, NO_FILTER, type PhotoFilter, photoTest } from './photoFilter';

/** One value that the person may tick. */
interface FilterItem extends vscode.QuickPickItem {
  /** Ticks it in a filter; absent for a heading. */
  readonly add?: (filter: PhotoFilter) => PhotoFilter;
  readonly isIn?: (filter: PhotoFilter) => boolean;
}

/**
 * All values in one list with check boxes, each with the number of photos it would show; what is typed without ticking anything is a
 * search in the names. `undefined` = backed out.
 */
export async function askFilter({ bursts, shoots }: CommandHost): Promise<PhotoFilter | undefined> {
  const views = await Promise.allSettled((await shoots.roots()).map((root) => shoots.view(root)));
  const photos = views.flatMap((view) => (view.status === 'fulfilled' ? view.value.photos : []));
  const before = bursts.options.filter;
  const items = filterItems(photos, before.text);
  return new Promise((resolve) => {
    const picker = vscode.window.createQuickPick<FilterItem>();
    picker.title = vscode.l10n.t('Filter the Bursts view');
    picker.placeholder = vscode.l10n.t('Tick what you want to see, or type a part of a name and press Enter');
    picker.canSelectMany = true;
    picker.items = items;
    picker.selectedItems = items.filter((item) => item.isIn?.(before) === true);
    picker.onDidAccept(() => {
      const ticked = picker.selectedItems.reduce((filter, { add }) => add?.(filter) ?? filter, NO_FILTER);
      resolve(picker.value.trim() === '' ? ticked : { ...ticked, text: picker.value.trim() });
      picker.hide();
    });
    picker.onDidHide(() => {
      resolve(undefined);
      picker.dispose();
    });
    picker.show();
  });
}

type ListKey = 'suggestions' | 'decisions' | 'kinds' | 'cameras';

function filterItems(photos: readonly PhotoView[], text: string): readonly FilterItem[] {
  const item = (label: string, change: (filter: PhotoFilter) => PhotoFilter, isIn: (filter: PhotoFilter) => boolean): FilterItem => {
    const count = photos.filter(photoTest(change(NO_FILTER))).length;
    return { label, description: String(count), add: change, isIn };
  };
  const list = <K extends ListKey>(key: K, values: readonly PhotoFilter[K][number][], word: (value: PhotoFilter[K][number]) => string) =>
    values.map((value) =>
      item(
        word(value),
        (filter) => ({ ...filter, [key]: [...filter[key], value] }),
        (filter) => filter[key].some((it) => it === value),
      ),
    );
  const kinds = ([...KINDS, 'single'] as const).filter((kind) => photos.some((photo) => (photo.group?.kind ?? 'single') === kind));
  const cameras = [...new Set(photos.map(cameraOf))].sort();
  const rating = (least: number) =>
    item(
      ratingWord(least),
      (it) => ({ ...it, minRating: Math.min(least, it.minRating ?? 5) }),
      (it) => it.minRating === least,
    );
  return [
    ...(text === ''
      ? []
      : [
          item(
            filterText({ ...NO_FILTER, text }),
            (filter) => ({ ...filter, text }),
            (filter) => filter.text === text,
          ),
        ]),
    heading(vscode.l10n.t('Suggested')),
    ...list('suggestions', VERDICTS, (verdict) => verdictWord[verdict]()),
    heading(vscode.l10n.t('Decided')),
    ...list('decisions', DECISIONS, (decision) => decisionWord[decision]()),
    heading(vscode.l10n.t('Kind of group')),
    ...list('kinds', kinds, kindOrSingleWord),
    heading(vscode.l10n.t('Camera')),
    ...list('cameras', cameras, cameraWord),
    heading(vscode.l10n.t('Rating')),
    ...[1, 2, 3, 4, 5].map(rating),
  ];
}

const heading = (label: string): FilterItem => ({ label, kind: vscode.QuickPickItemKind.Separator });
