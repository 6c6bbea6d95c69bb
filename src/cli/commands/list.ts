import type { Command } from 'commander';
import { photoRecord } from '../../core/record';
import { filterPhotos } from '../../core/select/filter';
import type { Context } from '../context';
import { type ExportFlags, faceCount, filterOf } from './exportFlags';

export function addList(program: Command, context: Context): void {
  program
    .command('list [DIR]')
    .description('every photo as NDJSON, one a line, sorted by path')
    .option('--faces <N>', 'only with so many faces: 2, 2-5, or 1- for one or more', faceCount)
    .option('--portraits', 'only pictures of people: a face takes 15 % of the short side or more')
    .action(async (dir: string | undefined, flags: Pick<ExportFlags, 'faces' | 'portraits'>) => {
      const shoot = await context.openShoot(dir ?? process.cwd());
      const view = await shoot.view();
      const photos = filterPhotos(view.photos, { verdicts: [], ...filterOf(flags) });
      context.output.records(photos.map((photo) => photoRecord(photo, view)));
    });
}
