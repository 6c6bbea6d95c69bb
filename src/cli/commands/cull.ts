import type { Command } from 'commander';
import { DEFAULT_RECIPE, type Recipe, type Verdict } from '../../core/model';
import { findPreset, listPresets } from '../../core/presets/presets';
import type { CullMove, CullPreview, CullReport, CullUndoReport } from '../../core/reports';
import { VERDICTS } from '../../core/select/compareCulls';
import type { Shoot } from '../../core/shoot';
import type { Context } from '../context';
import { decimal, integer } from '../options';
import { count, counts, oneLine } from '../words';

interface Flags extends Recipe {
  readonly preset?: string;
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
    .option('--preset <NAME>', 'start from a preset (see: qrate presets); numbers given beside it win')
    .option('--dry-run', 'show what would change, and write nothing', false)
    .option('--undo', 'take the last cull back; your decisions stay', false)
    .action(async (dir: string | undefined, flags: Flags, command: Command) => {
      const shoot = await context.openShoot(dir ?? process.cwd());
      if (flags.undo) return context.output.answer(await shoot.undoCull(), humanUndo);
      const recipe = await recipeOf(shoot, flags, command);
      if (flags.dryRun) return context.output.answer(await shoot.previewCull(recipe), humanPreview);
      return context.output.answer(await shoot.cull(recipe), human);
    });
}

/** The preset's numbers, but those that were typed win; without a preset, the flags and their defaults. */
async function recipeOf(shoot: Shoot, flags: Flags, command: Command): Promise<Recipe> {
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
