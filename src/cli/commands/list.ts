import type { Command } from 'commander';
import { photoRecord } from '../../core/record';
import type { Context } from '../context';

export function addList(program: Command, context: Context): void {
  program
    .command('list [DIR]')
    .description('every photo as NDJSON, one a line, sorted by path')
    .action(async (dir: string | undefined) => {
      const shoot = await context.openShoot(dir ?? process.cwd());
      const view = await shoot.view();
      context.output.records(view.photos.map((photo) => photoRecord(photo, view)));
    });
}
