import { type GridStrings, gridStrings } from '../../../src/protocol/gridStrings';
import { loadHostModule } from './hostModule';

/** The grid's real texts, as the extension hands them to the page. */
export async function englishGridStrings(): Promise<GridStrings> {
  const made = await loadHostModule<{ gridStrings(): unknown }>('src/extension/grid/gridStrings.ts');
  return gridStrings.parse(made.gridStrings?.());
}
