import type { Command } from 'commander';
import { DEFAULT_MODEL, tastePart } from '../../core/learn/wish';
import { DEFAULT_RECIPE, type Recipe, type RecipeNumbers, type TasteWish, VERDICTS, type Verdict } from '../../core/model';
import { listPresets } from '../../core/presets/presets';
import { findNamed } from '../../core/presets/shelves';
import type { CullMove, CullPreview, CullReport, CullUndoReport } from '../../core/reports';
import type { Shoot } from '../../core/shoot';
import type { Context } from '../context';
import { decimal, integer } from '../options';
import { told } from '../presetProblems';
import { count, counts, oneLine } from '../words';

interface Flags extends RecipeNumbers {
  readonly useModel?: string;
  readonly tasteWeight: number;
  readonly preset?: string;
  readonly dryRun: boolean;
  readonly undo: boolean;
}

/** Half and half, where a taste is named without a weight. */
const USUAL_WEIGHT = 0.5;

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
    .option('--use-model <NAME|PATH>', 'weigh a learned taste in: its name, or a file of it, which is taken in under the file’s name')
    .option('--taste-weight <W>', 'how much the taste counts beside technical quality, 0 to 1', decimal(0, 1), USUAL_WEIGHT)
    .option('--dry-run', 'show what would change, and write nothing', false)
    .option('--undo', 'take the last cull back; your decisions stay', false)
    .action(async (dir: string | undefined, flags: Flags, command: Command) => {
      const shoot = await context.openShoot(dir ?? process.cwd());
      if (flags.undo) return context.output.answer(await shoot.undoCull(), humanUndo);
      const recipe = await recipeOf(context, shoot, { flags, command });
      if (flags.dryRun) return context.output.answer(await shoot.previewCull(recipe), humanPreview);
      return context.output.answer(await shoot.cull(recipe), human);
    });
}

/** The preset's numbers, but those that were typed win; without a preset, the flags and their defaults. */
async function recipeOf({ output }: Context, shoot: Shoot, { flags, command }: { flags: Flags; command: Command }): Promise<Recipe> {
  const preset = flags.preset === undefined ? null : findNamed(told(await listPresets(shoot.location), output), flags.preset).recipe;
  const value = (field: keyof RecipeNumbers) => (command.getOptionValueSource(field) === 'cli' ? flags[field] : (preset ?? flags)[field]);
  return {
    keepPerBurst: value('keepPerBurst'),
    minSharpness: value('minSharpness'),
    burstSeconds: value('burstSeconds'),
    nearDistance: value('nearDistance'),
    ...tastePart(await tasteOf(shoot, preset?.taste, { flags, isTyped: command.getOptionValueSource('tasteWeight') === 'cli' })),
  };
}

interface Typed {
  readonly flags: Flags;
  /** Whether a weight was typed. */
  readonly isTyped: boolean;
}

/** A weight without a model is that of the preset's taste, else of the one that goes without a name; a weight of 0 asks for none. */
async function tasteOf(shoot: Shoot, preset: TasteWish | undefined, { flags, isTyped }: Typed): Promise<TasteWish | undefined> {
  const { useModel, tasteWeight } = flags;
  if (useModel === undefined && !isTyped) return preset;
  const model = useModel === undefined ? (preset?.model ?? DEFAULT_MODEL) : await shoot.taste.named(useModel);
  const weight = isTyped ? tasteWeight : (preset?.weight ?? tasteWeight);
  return weight === 0 ? undefined : { model, weight };
}

const human = (report: CullReport): string =>
  `${count(report.photos, 'photo')}: ${counts(report.suggestions)}. ${count(report.changed, 'suggestion')} changed.\n${tasteLine(report)}Next: qrate export --format xmp --dry-run\n`;

const humanUndo = ({ photos, suggestions, changed, recipe }: CullUndoReport): string =>
  `Took the last cull back: ${recipe === null ? 'no suggestions, as before the first one' : counts(suggestions)}. ${count(changed, 'suggestion')} of ${count(photos, 'photo')} changed.\n`;

/** What became of the taste that was asked for. */
function tasteLine({ taste }: Pick<CullReport, 'taste'>): string {
  if (taste === undefined) return '';
  const state = taste.applied ? `weighs in at ${Math.round(taste.weight * 100)} %` : 'is left out';
  return `The taste “${oneLine(taste.model)}” ${state}. ${oneLine(taste.sentence)}\n`;
}

function humanPreview(preview: CullPreview): string {
  const { photos, changed, decided, groups } = preview;
  const moved = preview.moves.reduce((sum, move) => sum + move.photos, 0);
  const lines = [
    `${count(photos, 'photo')}: ${VERDICTS.map((verdict) => countLine(preview, verdict)).join(', ')}.`,
    changed === 0
      ? 'Nothing would change.'
      : `${count(moved, 'verdict')} would change in ${count(groups.affected, 'group')} and single photos; ${count(changed - moved, 'photo')} would change rank alone.`,
    ...(preview.taste === undefined ? [] : [tasteLine(preview).trimEnd()]),
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
