import type { Metadata } from '../model';

type Settings = Pick<Metadata, 'shutter' | 'aperture' | 'iso'>;

/**
 * Exposure value at ISO 100: log2(N² / t) − log2(ISO / 100) (APEX, EXIF 2.32 annex C); higher means a darker picture of the
 * same scene. A lens without contacts reports no aperture and a few cameras no ISO: those terms are left out, which is right
 * for differences between frames of one camera. `null` without a shutter speed.
 */
export function ev100({ shutter, aperture, iso }: Settings): number | null {
  if (shutter === null || !(shutter > 0)) return null;
  const lens = aperture !== null && aperture > 0 ? 2 * Math.log2(aperture) : 0;
  const sensitivity = iso !== null && iso > 0 ? Math.log2(iso / 100) : 0;
  return lens - Math.log2(shutter) - sensitivity;
}
