import assert from 'node:assert/strict';
import path from 'node:path';
import { DEFAULT_RECIPE, NO_METADATA } from '../../../src/core/model';
import { drained } from '../../../src/core/pace';
import { gridPatch, isSameTable } from '../../../src/extension/grid/gridPatch';
import { gridOrder, gridTable, gridTables, uprightSize } from '../../../src/extension/grid/gridTable';
import { decodeFrames, decodeGroups, type FrameTable, type GroupTable } from '../../../src/protocol/frameTable';
import { burst, photoView, shootView } from '../../support/photoViews';
import { randomShoot } from '../group/randomShoot';
import { useTempDir } from '../index/fixtures';
import { openShoot, storedShoot } from '../session/storedShoot';

describe('the table of the burst grid', () => {
  const temp = useTempDir();

  it('keeps a burst together, though a frame of another camera lies in between', () => {
    const group = burst('b-1', 'a1.NEF', 'a2.NEF');
    const view = shootView(
      photoView('a1.NEF', '2026-05-01T10:00:00.0', { group, bestPath: 'a2.NEF' }),
      photoView('a2.NEF', '2026-05-01T10:00:00.4', { group, bestPath: 'a2.NEF' }),
      photoView('b.CR3', '2026-05-01T10:00:00.2'),
    );
    const order = drained(gridOrder(view));
    assert.deepEqual(
      order.photos.map((it) => it.path),
      ['a1.NEF', 'a2.NEF', 'b.CR3'],
    );
    assert.deepEqual(order.groups, [{ id: 'b-1', kind: 'burst', best: 1, members: [0, 1] }]);
  });

  it('is made once per view, and anew for the next one', async () => {
    const photo = photoView('a1.NEF', '2026-05-01T10:00:00.0');
    const [view, next] = [shootView(photo), shootView(photo, photoView('a2.NEF', '2026-05-01T10:00:01.0'))];
    const made = await gridTables(view);
    assert.equal(await gridTables(view), made);
    assert.deepEqual(made.tables, drained(gridTable(drained(gridOrder(view)))));
    assert.equal((await gridTables(next)).tables.table.length, 2);
  });

  it('is no group of one: its other frames belong elsewhere', () => {
    const view = shootView(photoView('a1.NEF', '2026-05-01T10:00:00', { group: burst('b-1', 'a1.NEF', 'gone.NEF') }));
    const { table, groups } = drained(gridTable(drained(gridOrder(view))));
    assert.equal(groups.first.length, 0);
    assert.equal(decodeFrames(table, 0)[0]?.group, null);
  });

  it('tells what is found in a file until the person decides: stars, labels of any case, never a −1', () => {
    const metadata = { ...NO_METADATA, rating: -1, label: 'Green' };
    const view = shootView(
      photoView('a.NEF', null, { metadata }),
      photoView('b.NEF', null, { metadata, decision: { verdict: null, rating: 3, label: 'red' } }),
      photoView('c.NEF', null, { metadata: { ...metadata, label: 'Winner' } }),
    );
    const { table } = drained(gridTable(drained(gridOrder(view))));
    assert.deepEqual(
      decodeFrames(table, 0).map(({ rating, label }) => [rating, label]),
      [
        [0, 'green'],
        [3, 'red'],
        [0, null],
      ],
    );
  });

  it('turns the size of a picture that stands on its side', () => {
    assert.deepEqual(uprightSize({ ...NO_METADATA, width: 6000, height: 4000, orientation: 6 }), { width: 4000, height: 6000 });
    assert.deepEqual(uprightSize({ ...NO_METADATA, width: 6000, height: 4000, orientation: 3 }), { width: 6000, height: 4000 });
  });

  it('patched after each decision is the table of the view after it', async () => {
    const { root } = await storedShoot(
      path.join(temp(), 'shoot'),
      randomShoot(3, 80).filter(({ hash }) => hash !== null),
    );
    const shoot = await openShoot(root);
    await shoot.cull(DEFAULT_RECIPE);
    let view = await shoot.view();
    const order = drained(gridOrder(view));
    const shown = decoded(drained(gridTable(order)));
    const paths = view.photos.map((it) => it.path);
    for (let n = 0; n < 40; n++) {
      const file = paths[(n * 17) % paths.length] ?? '';
      if (n % 5 === 4) await shoot.undo();
      else await shoot.decide([file], n % 3 === 0 ? { verdict: 'reject', rating: n % 6 } : { verdict: n % 3 === 1 ? 'pick' : null });
      const after = await shoot.view();
      assert.ok(isSameTable(view, after));
      const { rows, groups } = gridPatch(view, after, order);
      for (const { row, ...fields } of rows) Object.assign(shown.frames[row] ?? {}, fields);
      for (const { group, best } of groups) Object.assign(shown.groups[group] ?? {}, { best });
      view = after;
      assert.deepEqual(shown, decoded(drained(gridTable(drained(gridOrder(after))))), `after step ${n}`);
    }
  });
});

function decoded({ table, groups }: { readonly table: FrameTable; readonly groups: GroupTable }) {
  const known = decodeGroups(groups, table.length);
  return { frames: decodeFrames(table, known.length).map((it) => ({ ...it })), groups: known.map((it) => ({ ...it })) };
}
