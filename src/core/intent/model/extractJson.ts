/** Braces that are tried as a beginning: a text of nothing but braces would take long. */
const MAX_TRIES = 100;

/**
 * The first whole JSON object in a text: models wrap what they are asked for in fences and politeness. `null` where there is none. The text
 * is only read, never evaluated; what is in the object is for a schema to say.
 */
export function extractObject(text: string): unknown {
  let start = text.indexOf('{');
  for (let tries = 0; start >= 0 && tries < MAX_TRIES; tries += 1, start = text.indexOf('{', start + 1)) {
    const end = endOfObject(text, start);
    if (end < 0) return null;
    try {
      return JSON.parse(text.slice(start, end)) as unknown;
    } catch {
      // Braces of prose: the object may begin later.
    }
  }
  return null;
}

/** Index after the brace that closes the one at `start`; −1 where none does. Braces inside strings do not count. */
function endOfObject(text: string, start: number): number {
  let [depth, inString] = [0, false];
  for (let i = start; i < text.length; i += 1) {
    const char = text[i];
    if (inString) {
      if (char === '\\') i += 1;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === '{') depth += 1;
    else if (char === '}') {
      depth -= 1;
      if (depth === 0) return i + 1;
    }
  }
  return -1;
}
