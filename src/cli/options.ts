import { InvalidArgumentError } from 'commander';

/** Parsers of option values: a wrong value is wrong usage (exit 2) with the range in the message. */
export const integer =
  (min: number, max: number) =>
  (text: string): number => {
    const value = Number(text);
    if (!/^-?\d+$/.test(text) || value < min || value > max)
      throw new InvalidArgumentError(`A whole number from ${min} to ${max} is needed.`);
    return value;
  };

export const decimal =
  (min: number, max: number) =>
  (text: string): number => {
    const value = Number(text);
    if (text.trim() === '' || !Number.isFinite(value) || value < min || value > max) {
      throw new InvalidArgumentError(`A number from ${min} to ${max} is needed.`);
    }
    return value;
  };

export const collect = (value: string, previous: readonly string[] = []): readonly string[] => [...previous, value];
