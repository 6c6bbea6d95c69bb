/// <reference lib="dom" />
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { GRID_COMMANDS } from '../../src/protocol/grid';
import { rounds } from '../support/rounds';
import { gridPages } from './support/gridHarness';

/** Random keys, searches, news of the host and sizes of the page; what was wrong after which step. */
function play(page: Page, { seed, steps }: { readonly seed: number; readonly steps: number }): Promise<readonly string[]> {
  return page.evaluate(
    async ({ seed, steps, names }) => {
      let at = seed;
      const random = () => {
        at = (Math.imul(at, 1664525) + 1013904223) >>> 0;
        return at / 2 ** 32;
      };
      const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
      // biome-ignore lint/suspicious/noExplicitAny: the page's own objects
      const app = document.querySelector('qrate-grid-app') as any;
      const { grid } = app;
      const settled = async () => {
        // Some keys come while others are still on their way.
        if (random() < 0.6) while (grid.state.data.pending.length > 0) await new Promise((resolve) => setTimeout(resolve, 5));
        for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      };
      const wrong: string[] = [];
      const log: string[] = [];
      const DECIDES = /^(?:pick|reject|unmark|rate\d|label\d)$/;
      for (let step = 0; step < steps; step++) {
        const before = grid.state;
        const asked = window.host.asked.length;
        const roll = random();
        let name: string;
        if (roll < 0.04) {
          const text = pick(['', '', 'DSC_0000', '7', 'nothing like it']);
          name = `search "${text}"`;
          const field = app.shadowRoot.querySelector('.search qrate-text-field');
          if (field) {
            field.value = text;
            field.dispatchEvent(new Event('input', { bubbles: true }));
          }
        } else if (roll < 0.06) {
          const path = pick(before.data.rows as { path: string }[]).path;
          name = `reveal ${path}`;
          await window.host.reveal(path);
        } else if (roll < 0.08) {
          name = 'update';
          const grouped = new Set((before.data.groups as { members: number[] }[]).flatMap(({ members }) => members));
          const single = (before.data.rows as { path: string }[]).filter((_, row) => !grouped.has(row));
          const drop = random() < 0.4 && single.length > 5 ? [pick(single).path] : [];
          await window.host.update(drop);
        } else if (roll < 0.1) {
          name = 'resize';
          Object.assign(app.style, { width: `${pick([320, 480, 800, 1280])}px` });
        } else if (roll < 0.13) {
          name = 'slow';
          window.host.delay = pick([0, 0, 40, 150]);
        } else if (roll < 0.15) {
          name = 'refuse';
          window.host.refuse = 'The disk is full.';
        } else {
          const command = pick(names);
          name = command;
          if (command === 'findByLook' || command === 'findLike') continue;
          await window.host.command(command);
        }
        log.push(name);
        await settled();
        const { look, shown, data } = grid.state;
        const say = (what: string) => wrong.push(`${what} after ${log.slice(-6).join(', ')} (step ${step})`);
        if (shown.order.length > 0 !== look.active >= 0) say(`active is ${look.active} of ${shown.order.length}`);
        if (look.active >= 0 && look.mode === 'grid' && !shown.order.includes(look.active)) say(`active ${look.active} is not shown`);
        for (const row of look.selection) if (!shown.order.includes(row)) say(`selected ${row} is not shown`);
        if (look.mode === 'grid' && shown.order.length > 0) {
          const view = app.shadowRoot.querySelector('qrate-grid-view').shadowRoot;
          const cells = [...view.querySelectorAll('.cell[data-active]')];
          if (cells.length !== 1) say(`${cells.length} active cells in the page`);
          const box = view.querySelector('.scroller').getBoundingClientRect();
          const cell = cells[0]?.getBoundingClientRect();
          const seen = cell ? Math.min(cell.bottom, box.bottom) - Math.max(cell.top, box.top) : 0;
          if (cell && seen < Math.min(cell.height, box.height) * 0.5)
            say(`the active frame is out of sight (${Math.round(seen)} of ${Math.round(cell.height)} px)`);
          for (const it of view.querySelectorAll('.cell')) {
            const path = data.rows[Number(it.id.slice(1))]?.path;
            const mark = it.querySelector('.mark');
            const shownVerdict = mark?.hasAttribute('data-decided') ? mark.dataset.verdict : null;
            if (path && !grid.state.data.pending.length && shownVerdict !== window.host.decided(path).decided)
              say(`${path} shows ${shownVerdict}, is ${window.host.decided(path).decided}`);
          }
        }
        if (DECIDES.test(name) && !before.look.helpOpen) {
          const decided = window.host.asked.slice(asked).filter(({ method }) => method === 'decide');
          const selection = before.look.mode === 'grid' && before.look.selection.size > 0 ? [...before.look.selection] : null;
          const rows = selection ?? (before.look.active < 0 ? [] : [before.look.active]);
          const expected = rows.map((row) => before.data.rows[row].path).sort();
          const got = decided.flatMap(({ body }) => (body as { paths: string[] }).paths).sort();
          if (JSON.stringify(got) !== JSON.stringify(expected))
            say(`${name} was about ${got.slice(0, 4)} (${got.length}), not ${expected.slice(0, 4)} (${expected.length})`);
        }
        if (wrong.length > 5) break;
      }
      return wrong;
    },
    { seed, steps, names: [...GRID_COMMANDS] },
  );
}

describe('the burst grid under random keys', function () {
  this.timeout(600_000);
  const open = gridPages(120);
  for (let seed = 1; seed <= rounds(8, 1); seed++) {
    it(`has one active frame in sight, shows what was decided, and decides about what was active or selected (seed ${seed})`, async () => {
      const page = await open({ autoAdvance: seed % 2 === 0 });
      assert.deepEqual(await play(page, { seed, steps: rounds(400, 200) }), []);
    });
  }
});
