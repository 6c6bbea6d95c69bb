import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { needSamples, repoRoot } from '../../support/samples';

const child = path.join(repoRoot, 'out/test/unit/ingest/children/printMetadata.js');

const metadataIn = (zone: string, samples: string): string =>
  execFileSync(process.execPath, [child, samples], { env: { ...process.env, TZ: zone }, maxBuffer: 1 << 26 }).toString('utf8');

describe('metadata', () => {
  it('are the same in every time zone of the machine', function () {
    this.timeout(120_000);
    const samples = needSamples(this);
    const [utc = '', ...others] = ['UTC', 'America/New_York', 'Asia/Kolkata'].map((zone) => metadataIn(zone, samples));
    const lines = utc.split('\n');
    assert.equal(lines[0], 'UTC');
    assert.ok(lines.filter((line) => line.includes('"timestamp":"')).length > 200);
    for (const [i, zone] of ['America/New_York', 'Asia/Kolkata'].entries()) {
      const [told, ...rest] = others[i]?.split('\n') ?? [];
      assert.match(told ?? '', zone === 'Asia/Kolkata' ? /Kolkata|Calcutta/ : /New_York/);
      assert.deepEqual(rest, lines.slice(1));
    }
  });
});
