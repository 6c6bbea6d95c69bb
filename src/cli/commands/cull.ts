import type { Command } from 'commander';
import { DEFAULT_RECIPE, type Recipe, type Verdict } from '../../core/model';
import type { CullMove, CullPreview, CullReport, CullUndoReport } from '../../core/reports';
import { VERDICTS } from '../../core/select/compareCulls';
import type { Context } from '../context';
import { decimal, integer } from '../options';
import { count, counts, oneLine } from '../words';

interface Flags extends Recipe {
  readonly dryRun: boolean;
  readonly undo: boolean;
}

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
    .option('--dry-run', 'show what would change, and write nothing', false)
    .option('--undo', 'take the last cull back; your decisions stay', false)
    .action(async (dir: string | undefined, { dryRun, undo, keepPerBurst, minSharpness, burstSeconds, nearDistance }: Flags) => {
      const shoot = await context.openShoot(dir ?? process.cwd());
      const recipe: Recipe = { keepPerBurst, minSharpness, burstSeconds, nearDistance };
      if (undo) context.output.answer(await shoot.undoCull(), humanUndo);
      else if (dryRun) context.output.answer(await shoot.previewCull(recipe), humanPreview);
      else context.output.answer(await shoot.cull(recipe), human);
    });
}

const human = (report: CullReport): string =>
  `${count(report.photos, 'photo')}: ${counts(report.suggestions)}. ${count(report.changed, 'suggestion')} changed.\nNext: qrate export --format xmp --dry-run\n`;

const humanUndo = ({ photos, suggestions, changed, recipe }: CullUndoReport): string =>
  `Took the last cull back: ${recipe === null ? 'no suggestions, as before the first one' : counts(suggestions)}. ${count(changed, 'suggestion')} of ${count(photos, 'photo')} changed.\n`;

function humanPreview(preview: CullPreview): string {
  const { photos, changed, decided, groups } = preview;
  const moved = preview.moves.reduce((sum, move) => sum + move.photos, 0);
  const lines = [
    `${count(photos, 'photo')}: ${VERDICTS.map((verdict) => countLine(preview, verdict)).join(', ')}.`,
    changed === 0
      ? 'Nothing would change.'
      : `${count(moved, 'verdict')} would change in ${count(groups.affected, 'group')} and single photos; ${count(changed - moved, 'photo')} would change rank alone.`,
    ...(decided === 0 ? [] : [`You have decided about ${count(decided, 'photo')} of these: your decisions stay.`]),
    ...(groups.before === groups.after ? [] : [`Groups: ${groups.before} → ${groups.after}.`]),
    ...preview.moves.flatMap(moveLines),
    'Nothing was written.',
  ];
  return `${lines.join('\n')}\n`;
}

function countLine({ before, suggestions }: CullPreview, verdict: Verdict): string {
  return before[verdict] === suggestions[verdict]
    ? `${suggestions[verdict]} ${verdict}`
    : `${before[verdict]} → ${suggestions[verdict]} ${verdict}`;
}

function moveLines({ from, to, photos, examples }: CullMove): readonly string[] {
  const rest = photos - examples.length;
  return [
    `${from ?? 'not culled'} → ${to}: ${count(photos, 'photo')}`,
    ...examples.map(
      ({ path, sentence, decided }) => `  ${oneLine(path)}  ${decided === null ? '' : `(you: ${decided}) `}${oneLine(sentence)}`,
    ),
    ...(rest === 0 ? [] : [`  and ${rest} more`]),
  ];
}
