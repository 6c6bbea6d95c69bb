import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { QrateError } from '../../core/errors';
import { formatOffset, parseOffset } from '../../core/group/clocks';
import type { CameraClock, ClockReport } from '../../core/reports';
import type { Context } from '../context';
import { count } from '../words';

/** `clock [DIR]` lists the cameras, `clock CAMERA OFFSET [DIR]` corrects one. */
export function addClock(program: Command, context: Context): void {
  program
    .command('clock [ARGS...]')
    .usage('[options] [DIR]\n       qrate clock [options] CAMERA OFFSET [DIR]')
    .description('the cameras and their clocks; with CAMERA and OFFSET, correct the clock of one. No file is changed')
    .addHelpText(
      'after',
      '\nCAMERA: its name, or a part of it that no other camera has.\nOFFSET: +01:02:03, -1:30 (hours and minutes), -90 (seconds), +1h, 2m30s; 0 takes it back.',
    )
    // An offset may begin with a minus.
    .allowUnknownOption()
    .action(async (args: readonly string[]) => {
      const stray = args.find((arg, i) => arg.startsWith('-') && i !== 1);
      if (stray !== undefined || args.length > 3)
        program.error(`error: clock does not understand ${JSON.stringify(stray ?? args[3])}`, { exitCode: 2 });
      const [camera, offset, dir] = args;
      if (camera === undefined || offset === undefined) return list(context, camera ?? process.cwd());
      return set(context, { camera, offset, dir: dir ?? process.cwd() });
    });
}

async function list(context: Context, dir: string): Promise<void> {
  if (!existsSync(dir))
    throw new QrateError(
      'usage',
      `There is no folder ${JSON.stringify(dir)}. To correct a clock, name a camera and an offset: qrate clock CAMERA OFFSET.`,
    );
  const shoot = await context.openShoot(dir);
  context.output.answer(await shoot.clocks(), (clocks) =>
    clocks.length === 0 ? 'No photo here says its camera.\n' : clocks.map(line).join(''),
  );
}

async function set(context: Context, { camera, offset, dir }: { camera: string; offset: string; dir: string }): Promise<void> {
  const seconds = parseOffset(offset);
  if (seconds === null) {
    throw new QrateError(
      'usage',
      `${JSON.stringify(offset)} is not an offset. Write +01:02:03, -1:30 (hours and minutes), -90 (seconds) or +1h.`,
    );
  }
  const shoot = await context.openShoot(dir);
  context.output.answer(await shoot.setClock(camera, seconds), (report) => `${said(report)}${line(report)}`);
}

const said = ({ seconds, before }: ClockReport): string =>
  seconds === before ? 'It was so already:\n' : `The clock was corrected by ${formatOffset(before)}, now it is:\n`;

const line = ({ camera, photos, first, last, seconds }: CameraClock): string =>
  `${formatOffset(seconds).padStart(10)}  ${JSON.stringify(camera)}  ${count(photos, 'photo')}${first === null ? '' : `, ${first} – ${last}`}\n`;
