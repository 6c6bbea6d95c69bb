import assert from 'node:assert/strict';
import { addPending, applyPatch, confirmPending, dropPending } from '../../../../src/webview/grid/edits';
import type { ShootData } from '../../../../src/webview/grid/state';
import { stateOf } from './sampleState';

const decided = ({ rows }: ShootData) => rows.map((row) => row.decided);
const history = { undo: null, redo: null };

describe('decisions on their way', () => {
  const start = async () => (await stateOf([{}, { decided: 'reject', rating: 2 }, { in: 'A' }, { in: 'a' }])).data;
  const pick = (id: number, ...paths: string[]) => ({ id, changes: [{ paths, patch: { verdict: 'pick' as const } }] });

  it('show at once', async () => {
    assert.deepEqual(decided(addPending(await start(), pick(1, '0.NEF', '2.NEF'))), ['pick', 'reject', 'pick', null]);
  });

  it('leave other fields alone', async () => {
    const data = addPending(await start(), pick(1, '1.NEF'));
    assert.deepEqual([data.rows[1]?.decided, data.rows[1]?.rating], ['pick', 2]);
  });

  it('are rolled back where the host refuses them, without touching later ones', async () => {
    const both = addPending(addPending(await start(), pick(1, '0.NEF', '1.NEF')), {
      id: 2,
      changes: [{ paths: ['1.NEF'], patch: { rating: 5 } }],
    });
    const after = dropPending(both, 1);
    assert.deepEqual(decided(after), [null, 'reject', null, null]);
    assert.equal(after.rows[1]?.rating, 5);
    assert.deepEqual(
      after.pending.map(({ id }) => id),
      [2],
    );
  });

  it('stay when the patch came before the confirmation, and when it did not', async () => {
    const sent = addPending(await start(), pick(1, '0.NEF'));
    const patched = applyPatch(sent, { revision: 1, rows: [{ row: 0, decided: 'pick' }], groups: [], history });
    assert.deepEqual(decided(confirmPending(patched, 1)), ['pick', 'reject', null, null]);
    assert.deepEqual(decided(confirmPending(sent, 1)), ['pick', 'reject', null, null]);
    assert.equal(confirmPending(sent, 1).base[0]?.decided, 'pick');
  });

  it('are not hidden by a patch about an earlier one', async () => {
    const first = addPending(await start(), pick(1, '0.NEF'));
    const second = addPending(first, { id: 2, changes: [{ paths: ['0.NEF'], patch: { verdict: 'reject' } }] });
    const patched = applyPatch(second, { revision: 1, rows: [{ row: 0, decided: 'pick' }], groups: [], history });
    assert.equal(patched.rows[0]?.decided, 'reject');
    assert.equal(confirmPending(patched, 1).rows[0]?.decided, 'reject');
  });

  it('bring new suggestions and best frames of their groups', async () => {
    const patch = { revision: 1, rows: [{ row: 3, suggested: 'pick' as const, rank: 1 }], groups: [{ group: 0, best: 3 }], history };
    const data = applyPatch(await start(), patch);
    assert.deepEqual([data.rows[3]?.suggested, data.rows[3]?.rank, data.groups[0]?.best], ['pick', 1, 3]);
  });

  it('ignore a patch of another snapshot and refuse one that names no row', async () => {
    const data = await start();
    assert.equal(applyPatch(data, { revision: 2, rows: [{ row: 0, decided: 'pick' }], groups: [], history }), data);
    assert.throws(() => applyPatch(data, { revision: 1, rows: [{ row: 9 }], groups: [], history }), RangeError);
  });
});
