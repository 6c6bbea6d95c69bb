/** Small wording helpers of the CLI. */
export const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;

export const seconds = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} s`;

export function bytes(value: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let scaled = value;
  let unit = 0;
  while (scaled >= 1000 && unit < units.length - 1) {
    scaled /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? scaled : scaled.toFixed(1)} ${units[unit] ?? ''}`;
}

/** `a: 1, b: 2` of a record, zero entries left out. */
export function counts(record: Readonly<Record<string, number>>): string {
  const parts = Object.entries(record).filter(([, n]) => n > 0);
  return parts.length === 0 ? 'none' : parts.map(([name, n]) => `${n} ${name}`).join(', ');
}

/** `2026-05-17 12:03`, local time of this machine. */
export function when(time: string): string {
  const date = new Date(time);
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** A name as it may stand in a line of a list: file names may hold line ends and other control characters. */
export const oneLine = (text: string): string => text.replace(/\p{Cc}/gu, '\u{fffd}');
