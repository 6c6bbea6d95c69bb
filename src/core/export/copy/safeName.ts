const MAX_BYTES = 255;
/** Devices of Windows, which are no names there, with any extension. Source: Microsoft, “Naming Files, Paths, and Namespaces”. */
const RESERVED = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is the purpose
const FORBIDDEN = /[<>:"/\\|?*\u0000-\u001f\u007f]/;

/**
 * Why a name that qrate made would not do on every disk, or `null`. Templates are judged by it, original names are not: those exist
 * already. Source: POSIX (`/`, NUL, 255 bytes), Microsoft “Naming Files” (the rest).
 */
export function nameFault(name: string): string | null {
  if (name === '' || name === '.' || name === '..') return `“${name}” is no name for a file`;
  const [character] = FORBIDDEN.exec(name) ?? [];
  if (character !== undefined) return `${JSON.stringify(name)} holds ${JSON.stringify(character)}, which names must not hold on many disks`;
  if (/[. ]$/.test(name)) return `“${name}” ends with a dot or a blank, which Windows drops`;
  if (name.startsWith(' ')) return `“${name}” begins with a blank`;
  if (RESERVED.test(name)) return `“${name}” is a device of Windows`;
  if (/^\.qrate/i.test(name)) return `“${name}” is a name that qrate uses itself`;
  const bytes = Buffer.byteLength(name);
  return bytes > MAX_BYTES ? `“${name}” has ${bytes} bytes, and a name may have ${MAX_BYTES}` : null;
}
