import type { Command } from 'commander';
import { DEFAULT_RECIPE, type Recipe } from '../../core/model';
import { findPreset, listPresets } from '../../core/presets/presets';
import type { CullReport } from '../../core/reports';
import type { Shoot } from '../../core/shoot';
import type { Context } from '../context';
import { decimal, integer } from '../options';
import { count, counts } from '../words';

export function addCull(program: Command, context: Context): void {
  program
    .command('cull [DIR]')
    .description('suggest picks, alternates, reviews and rejects; never touches a photo or a decision')
    .option('--keep-per-burst <N>', 'frames kept of each burst', integer(1, 1000), DEFAULT_RECIPE.keepPerBurst)
    .option(
      '--min-sharpness <S>',
      'variance of the Laplacian below which a frame is put up for review',
      decimal(0, 1e6),
      DEFAULT_RECIPE.minSharpness,
    )
    .option('--burst-seconds <S>', 'largest gap between neighbouring frames of a burst', decimal(0.01, 60), DEFAULT_RECIPE.burstSeconds)
    .option('--near-distance <BITS>', 'largest Hamming distance between near duplicates', integer(0, 16), DEFAULT_RECIPE.nearDistance)
    .option('--preset <NAME>', 'start from a preset (see: qrate presets); numbers given beside it win')
    .action(async (dir: string | undefined, flags: CullFlags, command: Command) => {
      const shoot = await context.openShoot(dir ?? process.cwd());
      const report = await shoot.cull(await recipeOf(shoot, flags, command));
      context.output.answer(report, human);
    });
}

interface CullFlags extends Recipe {
  readonly preset?: string;
}

/** The preset's numbers, but those that were typed win; without a preset, the flags and their defaults. */
async function recipeOf(shoot: Shoot, flags: CullFlags, command: Command): Promise<Recipe> {
  const preset = flags.preset === undefined ? null : findPreset(await listPresets(shoot.location), flags.preset).recipe;
  const value = (field: keyof Recipe) => (command.getOptionValueSource(field) === 'cli' ? flags[field] : (preset ?? flags)[field]);
  return {
    keepPerBurst: value('keepPerBurst'),
    minSharpness: value('minSharpness'),
    burstSeconds: value('burstSeconds'),
    nearDistance: value('nearDistance'),
  };
}

const human = (report: CullReport): string =>
  `${count(report.photos, 'photo')}: ${counts(report.suggestions)}. ${count(report.changed, 'suggestion')} changed.\nNext: qrate export --format xmp --dry-run\n`;
