/** Numbers of a photo as a photographer reads them. */

/** `1/250 s` below half a second, else `2.5 s`; camera values are nominal, so thirds come out as `1/3 s`. */
export function shutterText(seconds: number): string {
  if (seconds <= 0) return '';
  return seconds < 0.5 ? `1/${Math.round(1 / seconds)} s` : `${Number(seconds.toFixed(1))} s`;
}

/** Whole numbers; one decimal below 10. */
export const sharpnessText = (value: number): string => (value < 10 ? value.toFixed(1) : String(Math.round(value)));

/** A fraction as a percentage; small ones keep a decimal so that they do not read as none. */
export function percentText(fraction: number): string {
  const percent = fraction * 100;
  return percent > 0 && percent < 10 ? `${percent.toFixed(1)} %` : `${Math.round(percent)} %`;
}

/** The make is left out where the model repeats it (`Canon Canon EOS R5`). */
export function cameraText({ make, model }: { readonly make: string | null; readonly model: string | null }): string {
  if (model === null) return make ?? '';
  const [firstWord] = (make ?? '').split(' ');
  return firstWord === undefined || firstWord === '' || model.toLowerCase().startsWith(firstWord.toLowerCase())
    ? model
    : `${make} ${model}`;
}
