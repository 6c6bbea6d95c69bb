import type { Command } from 'commander';
import { DEFAULT_RECIPE, type Recipe } from '../../core/model';
import type { CullReport } from '../../core/reports';
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
    .action(async (dir: string | undefined, flags: Recipe) => {
      const { keepPerBurst, minSharpness, burstSeconds, nearDistance } = flags;
      const shoot = await context.openShoot(dir ?? process.cwd());
      const report = await shoot.cull({ keepPerBurst, minSharpness, burstSeconds, nearDistance });
      context.output.answer(report, human);
    });
}

const human = (report: CullReport): string =>
  `${count(report.photos, 'photo')}: ${counts(report.suggestions)}. ${count(report.changed, 'suggestion')} changed.\nNext: qrate export --format xmp --dry-run\n`;
