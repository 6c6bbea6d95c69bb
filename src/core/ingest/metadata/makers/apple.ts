import type { MakerNote } from '../../containers/makerNote';
import type { MakerFacts } from '../makerFacts';

/**
 * 0x0B: BurstUUID, on every frame of a burst and on nothing else. HDRImageType (0x0A) is left alone: phones merge exposures for
 * every picture, which says nothing of the photographer's intention.
 */
export const apple = ({ tiff, entries }: MakerNote): MakerFacts => ({ burstId: tiff.text(entries.get(0x0b)) });
