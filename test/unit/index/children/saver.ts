import { appendDecisions } from '../../../../src/core/index/decisions';
import { resolveStore } from '../../../../src/core/index/location';
import { openStore, samplePhoto } from '../fixtures';

/** Decides and saves in a loop until it is killed; tells how many decisions are on disk. */
async function main([root = '']: string[]): Promise<void> {
  const location = await resolveStore(root, { mode: 'shoot', userDataDir: root });
  const store = await openStore(location);
  if (store.generation === null) store.upsertPhotos(Array.from({ length: 10_000 }, (_, n) => samplePhoto(n)));
  for (let turn = 1; ; turn++) {
    const change = { hash: 'a'.repeat(64), path: 'decided.NEF', rating: turn % 6 };
    const [entry] = await appendDecisions(location, [change], { now: new Date(), author: null });
    process.send?.({ decided: entry?.id });
    store.setMeta('turn', String(turn));
    await store.save();
  }
}

void main(process.argv.slice(2));
