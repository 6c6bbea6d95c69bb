/** Up to the first NUL or other control character, trimmed; `null` when nothing is left. */
export const printable = (text: string | null | undefined): string | null => text?.split(/\p{Cc}/u)[0]?.trim() || null;
