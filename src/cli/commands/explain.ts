import path from 'node:path';
import type { Command } from 'commander';
import { photoRecord } from '../../core/record';
import type { ExplainedSibling, Explanation } from '../../core/reports';
import type { FaceFacts } from '../../core/select/faceFacts';
import type { Context } from '../context';
import { oneLine } from '../words';

export function addExplain(program: Command, context: Context): void {
  program
    .command('explain <FILE> [REST...]')
    .usage('[options] [DIR] FILE')
    .description('why a photo got its suggestion: the sentence, the numbers, and what its siblings have')
    .action(async (first: string, rest: readonly string[]) => {
      if (rest.length > 1) program.error('error: explain takes one file: qrate explain [DIR] FILE', { exitCode: 2 });
      const [second] = rest;
      const shoot = await context.openShoot(second === undefined ? path.dirname(path.resolve(first)) : first);
      // With DIR, FILE is a path inside the shoot, as `list` prints it; without, a path from the current folder.
      const explanation = await shoot.explain(second ?? path.resolve(first));
      const { cacheDir } = await shoot.view();
      context.output.answer(explanation, human, (it) => ({ ...it, photo: photoRecord(it.photo, { root: shoot.root, cacheDir }) }));
    });
}

function human({ path: file, sentence, photo, siblings, faces, whatIf }: Explanation): string {
  const { scores, metadata } = photo;
  const lines = [JSON.stringify(file), `  ${sentence}`, ...whatIf.map((it) => `  ${oneLine(it.sentence)}`)];
  if (scores !== null) {
    lines.push(`  sharpness ${scores.sharpness.toFixed(1)}, exposure ${scores.exposure.toFixed(2)}, noise ${scores.noise.toFixed(2)}`);
    lines.push(`  clipped: shadows ${percent(scores.clippedShadows)}, highlights ${percent(scores.clippedHighlights)}`);
  }
  if (faces !== null) lines.push(`  faces ${facesText(faces)}`);
  if (metadata?.timestamp) lines.push(`  taken ${metadata.timestamp}`);
  if (siblings.length > 0) lines.push('  siblings:', ...siblings.map(siblingLine));
  return `${lines.join('\n')}\n`;
}

/** `2, the largest 34 % of the short side, sharpness 120.3, eyes 410.0`. */
function facesText({ count, largest, sharpness, eyes }: FaceFacts): string {
  if (largest === null || sharpness === null) return String(count);
  const measured = `sharpness ${sharpness.toFixed(1)}${eyes === null ? '' : `, eyes ${eyes.toFixed(1)}`}`;
  return `${count}, the largest ${Math.round(100 * largest)} % of the short side, ${measured}`;
}

const siblingLine = (sibling: ExplainedSibling): string =>
  `    ${sibling.rank === null ? '–' : `${sibling.rank}.`} ${sibling.verdict ?? 'none'}  sharpness ${sibling.sharpness?.toFixed(1) ?? '–'}  ${JSON.stringify(sibling.path)}${sibling.decision?.verdict ? `  (you: ${sibling.decision.verdict})` : ''}`;

const percent = (fraction: number): string => `${(100 * fraction).toFixed(1)} %`;
