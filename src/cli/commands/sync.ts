import { type Command, Option } from 'commander';
import type { Side, SyncConflict, SyncReport } from '../../core/sync/report';
import type { Context } from '../context';
import { count } from '../words';
import { addXmpOptions, type XmpFlags, xmpSettings } from '../xmpOptions';

interface Flags extends XmpFlags {
  readonly dryRun?: boolean;
  readonly prefer?: Side;
  readonly adopt?: boolean;
}

export function addSync(program: Command, context: Context): void {
  const command = program
    .command('sync [DIR]')
    .description(
      'bring XMP sidecars and decisions together: what Lightroom and others changed becomes a decision, decisions go to the sidecars',
    )
    .option('--dry-run', 'show what would happen and write nothing')
    .addOption(new Option('--prefer <SIDE>', 'who is right where both changed').choices(['theirs', 'mine']))
    .option('--adopt', 'take ratings, labels and flags of photos without a decision as your decisions');
  addXmpOptions(command).action(async (dir: string | undefined, flags: Flags) => {
    const shoot = await context.openShoot(dir ?? process.cwd());
    const { dryRun, prefer = null, adopt } = flags;
    context.output.answer(await shoot.sync({ ...context.run, xmp: xmpSettings(flags), dryRun, prefer, adopt }), human);
  });
}

function human(report: SyncReport): string {
  const { pulled, pushed, conflicts, refused, unchanged, adoptable, notes, dryRun } = report;
  const lines = [
    `${dryRun ? 'Plan: ' : ''}${count(pulled.length, 'change')} read back, ${count(pushed.length, 'sidecar')} ${dryRun ? 'to write' : 'written'}, ${count(conflicts.length, 'conflict')}, ${unchanged} in step.`,
    ...pulled.map((it) => `  read     ${JSON.stringify(it.photo)}: ${it.from} → ${it.to}${changedIn(it.program)}`),
    ...pushed.map(
      (it) => `  ${dryRun ? 'to write' : 'written '} ${JSON.stringify(it.sidecar)}: ${it.isNew ? 'new' : it.fields.join(', ')}`,
    ),
    ...conflicts.map(conflictLine),
    ...refused.map(({ path, reason }) => `  refused  ${JSON.stringify(path)}: ${reason}`),
    ...notes.map((note) => `Note: ${note}`),
  ];
  if (conflicts.length > 0) lines.push('Settle conflicts with --prefer theirs or --prefer mine, or in the editor.');
  if (adoptable > 0)
    lines.push(`${count(adoptable, 'photo')} without a decision, but with values of other programs; --adopt makes them your decisions.`);
  return `${lines.join('\n')}\n`;
}

const changedIn = (program: string | null): string => ` (changed in ${program ?? 'another program'})`;

function conflictLine({ photo, base, theirs, mine, program }: SyncConflict): string {
  const before = base === null ? '' : `, both were ${base}`;
  return `  conflict ${JSON.stringify(photo)}: ${theirs} in ${program ?? 'the sidecar'}, ${mine} decided here${before}`;
}
