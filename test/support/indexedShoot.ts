import { copyShoot, SMALL_SHOOT } from '../fixtures/sharedShoot';
import type { ShootTruth } from '../fixtures/truth';
import { qrateHereJson } from './cliHere';

/** Puts a copy of the small shoot at `target`, indexed and not culled. */
export const copyIndexedShoot = (target: string): Promise<ShootTruth> =>
  copyShoot(target, {
    ...SMALL_SHOOT,
    prepared: { as: 'indexed', by: (shoot) => qrateHereJson(['index', shoot, '--workers', '2']) },
  });
