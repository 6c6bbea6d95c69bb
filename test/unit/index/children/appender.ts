import { appendDecisions } from '../../../../src/core/index/decisions';
import { resolveStore } from '../../../../src/core/index/location';

/** Appends `count` decisions, one by one, about photos named after `name`; prints how many it could and what stopped it. */
async function main([root = '', name = '', count = '0']: string[]): Promise<void> {
  const location = await resolveStore(root, { mode: 'shoot', userDataDir: root });
  let done = 0;
  try {
    for (; done < Number(count); done++) {
      const change = { hash: 'a'.repeat(64), path: `${name}-${done}.NEF`, verdict: 'pick' as const };
      await appendDecisions(location, [change], { now: new Date(), author: null });
    }
    console.log(JSON.stringify({ done }));
  } catch (error) {
    console.log(JSON.stringify({ done, stopped: (error as Error).message }));
  }
}

void main(process.argv.slice(2));
