import * as vscode from 'vscode';
import * as z from 'zod';
import { type Command, defineCommand } from '../commandTypes';
import { askFilter } from '../views/askFilter';
import { type BurstsOptions, SORTS } from '../views/burstsOptions';
import { sortWord } from '../views/filterWords';
import { filterSchema, isFiltering, NO_FILTER } from '../views/photoFilter';
import { noOptions } from './optionSchemas';

/** Narrows the Bursts view down. A person is asked; a program hands in what differs from no filter. Answers the options of the view. */
export const filterCommand = defineCommand(filterSchema.partial(), async (host, call): Promise<BurstsOptions | undefined> => {
  const filter = call.options === null ? await askFilter(host) : { ...NO_FILTER, ...call.options };
  if (filter === undefined) return undefined;
  await host.bursts.show({ filter });
  return host.bursts.options;
});

export const clearFilterCommand: Command<BurstsOptions> = defineCommand(noOptions, async (host) => {
  if (isFiltering(host.bursts.options.filter)) await host.bursts.show({ filter: NO_FILTER });
  return host.bursts.options;
});

const sortOptions = z.strictObject({ sort: z.enum(SORTS) });

export const sortCommand = defineCommand(sortOptions, async (host, call): Promise<BurstsOptions | undefined> => {
  const { sort: now } = host.bursts.options;
  const sort = call.options?.sort ?? (await askSort(now));
  if (sort === undefined) return undefined;
  await host.bursts.show({ sort });
  return host.bursts.options;
});

async function askSort(now: BurstsOptions['sort']): Promise<BurstsOptions['sort'] | undefined> {
  const items = SORTS.map((sort) => ({
    label: sortWord[sort](),
    ...(sort === now ? { description: vscode.l10n.t('now'), iconPath: new vscode.ThemeIcon('check') } : {}),
    sort,
  }));
  return (await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('Sort the Bursts view by…') }))?.sort;
}

const branchCommand = (by: BurstsOptions['by']): Command<BurstsOptions> =>
  defineCommand(noOptions, async (host) => {
    await host.bursts.show({ by });
    return host.bursts.options;
  });

export const byDayCommand = branchCommand('day');
export const byFolderCommand = branchCommand('folder');
