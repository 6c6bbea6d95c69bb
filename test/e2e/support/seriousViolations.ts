import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { repoRoot } from '../../support/samples';

interface Violation {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

const source = readFileSync(path.join(repoRoot, 'node_modules/axe-core/axe.min.js'), 'utf8');

/** Controls come after what the page is about. */
export const controlsThere = (page: Page | Frame): Promise<void> =>
  page.locator(':is(qrate-button, qrate-checkbox, qrate-dropdown, qrate-text-field):not(:defined)').first().waitFor({ state: 'detached' });

/** What axe finds, as lines, inside of the elements that `within` selects. `evaluate` is not held back by the page's policy. */
export async function violations(
  page: Page | Frame,
  isWanted: (violation: Violation) => boolean = () => true,
  within = 'html',
): Promise<readonly string[]> {
  await controlsThere(page);
  await page.evaluate(source);
  const found = await page.evaluate<readonly Violation[]>(`axe.run(${JSON.stringify(within)}).then((result) => result.violations)`);
  return found
    .filter(isWanted)
    .flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary.replaceAll('\n', ' ').slice(0, 300)}`),
    );
}

/** The serious and critical ones. */
export const seriousViolations = (page: Page | Frame, within?: string): Promise<readonly string[]> =>
  violations(page, ({ impact }) => impact === 'serious' || impact === 'critical', within);
