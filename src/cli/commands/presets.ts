import type { Command } from 'commander';
import { listPlans } from '../../core/intent/plans';
import { recipeWords } from '../../core/intent/planWords';
import { DEFAULT_RECIPE } from '../../core/model';
import type { Preset, PresetOrigin } from '../../core/presets/preset';
import { deletePreset, type Keeper, listPresets, renamePreset, savePreset } from '../../core/presets/presets';
import type { Context } from '../context';
import { told } from '../presetProblems';

interface Mine {
  readonly mine?: boolean;
}

const MINE = ['--mine', 'in your own file, which holds for every shoot, instead of the shoot’s'] as const;

const keeperOf = ({ mine }: Mine): Keeper => (mine ? 'person' : 'shoot');

/** `qrate presets`: the named recipes of a shoot, listed and edited. */
export function addPresets(program: Command, context: Context): void {
  const open = (dir: string | undefined) => context.openShoot(dir ?? process.cwd());
  const presets = program
    .command('presets')
    .description('the named recipes of a shoot, kept in .qrate/presets.json, your own, and the built-in ones');
  presets
    .command('list [DIR]', { isDefault: true })
    .description('every preset with its numbers')
    .action(async (dir: string | undefined) => {
      const { location } = await open(dir);
      // Whoever reads the plans reads everything, so these are all the problems there are.
      told(await listPlans(location), context.output);
      context.output.answer((await listPresets(location)).items, table);
    });
  presets
    .command('save <NAME> [DIR]')
    .description('keep the recipe of the last cull under a name')
    .option('--description <TEXT>', 'one sentence for people')
    .option(...MINE)
    .action(async (name: string, dir: string | undefined, { description, mine }: Mine & { readonly description?: string }) => {
      const shoot = await open(dir);
      const recipe = (await shoot.view()).recipe ?? DEFAULT_RECIPE;
      context.output.answer(
        await savePreset(shoot.location, { name, description, recipe }, keeperOf({ mine })),
        (it) => `Saved: ${line(it)}\n`,
      );
    });
  presets
    .command('rename <NAME> <NEW> [DIR]')
    .description('give a preset of the shoot another name')
    .option(...MINE)
    .action(async (name: string, newName: string, dir: string | undefined, flags: Mine) => {
      const preset = await renamePreset((await open(dir)).location, { name, newName }, keeperOf(flags));
      context.output.answer(preset, (it) => `Renamed: ${line(it)}\n`);
    });
  presets
    .command('delete <NAME> [DIR]')
    .description('take a preset out of the shoot’s file')
    .option(...MINE)
    .action(async (name: string, dir: string | undefined, flags: Mine) => {
      const preset = await deletePreset((await open(dir)).location, name, keeperOf(flags));
      context.output.answer(preset, (it) => `Deleted: ${line(it)}\n`);
    });
}

const line = ({ name, recipe }: Preset): string => `${name}: ${recipeWords(recipe)}`;

const table = (presets: readonly Preset[]): string => presets.map((preset) => `${line(preset)}${ORIGIN[preset.origin]}\n`).join('');

const ORIGIN: Readonly<Record<PresetOrigin, string>> = {
  'built-in': ' (built-in)',
  person: ' (yours)',
  settings: ' (settings)',
  shoot: '',
};
