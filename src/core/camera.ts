import type { Metadata } from './model';

/** "Make Model" without naming the maker twice: `NIKON D7100`, `Canon EOS 6D`, `Apple iPhone XR`. */
export function cameraName(make: string | null, model: string | null): string | null {
  const [maker, name] = [make, model].map((it) => (it ?? '').replace(/\s+/g, ' ').trim()) as [string, string];
  const first = name.split(' ')[0]?.toLowerCase();
  const doubled = maker
    .toLowerCase()
    .split(' ')
    .some((word) => word === first);
  const full = doubled ? name : `${maker} ${name}`.trim();
  return full === '' ? null : full;
}

/**
 * One body as `qrate clock` names it: `NIKON D7100 #6012345`, or without a number where the files have none. `null` where neither
 * make nor model is known. It depends on the photo alone, so that it means the same body in every shoot.
 */
export function bodyName(metadata: Pick<Metadata, 'make' | 'model' | 'serial'> | null): string | null {
  const name = cameraName(metadata?.make ?? null, metadata?.model ?? null);
  const serial = metadata?.serial?.trim();
  return name === null || !serial ? name : `${name} #${serial}`;
}
