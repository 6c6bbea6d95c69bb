import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { GridHarness } from './support/gridHarness';

const artifacts = path.resolve(__dirname, '../../../out/artifacts');

describe('the burst grid', function () {
  this.timeout(60_000);
  let harness: GridHarness;
  before(async () => {
    mkdirSync(artifacts, { recursive: true });
    harness = await GridHarness.start();
  });
  after(() => harness.close());

  it('shows', async () => {
    const page = await harness.open({ count: 200 });
    await page.waitForTimeout(1000);
    await page.screenshot({ path: path.join(artifacts, 'grid-dark.png') });
    assert.ok(true);
  });
});
