import { appendDecisions } from '../../../../src/core/index/decisions';
import { resolveStore } from '../../../../src/core/index/location';

/** Appends `count` decisions, one by one, about photos named after `name`. */
async function main([root = '', name = '', count = '0']: string[]): Promise<void> {
  const location = await resolveStore(root, { mode: 'shoot', userDataDir: root });
  for (let n = 0; n < Number(count); n++) {
    const change = { hash: 'a'.repeat(64), path: `${name}-${n}.NEF`, verdict: 'pick' as const };
    await appendDecisions(location, [change], { now: new Date(), author: null });
  }
}

void main(process.argv.slice(2));
