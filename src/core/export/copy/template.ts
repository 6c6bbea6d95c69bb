import { QrateError } from '../../errors';
import { counterDigits, isToken, type Named, OWN_NAMES, TOKENS, type TokenName } from './tokens';

interface Use {
  readonly token: TokenName;
  /** Digits that numbers get at least and characters that text gets at most; `null` = as it is. */
  readonly width: number | null;
  /** For photos of which the fact is not known. */
  readonly fallback: string;
}

export type Template = readonly (string | Use)[];

const PART = /\{\{|\}\}|\{([^{}]*)\}|[{}]|[^{}]+/g;
const USE = /^([a-z]+)(?::(\d{1,2}))?(?:\|(.+))?$/;
const UNKNOWN = 'unknown';

/**
 * Reads a template: text with tokens in braces (`{date}_{counter:5}`), each with an optional width (`:5`) and an optional word for
 * photos that lack the fact (`{lens|no lens}`, default `unknown`). `{{` and `}}` are braces. Throws QrateError('usage') that names the fault.
 */
export function parseTemplate(text: string): Template {
  if (text === '') throw new QrateError('usage', 'A template of names must not be empty.');
  return [...text.matchAll(PART)].map(([part, inner]) => {
    if (part === '{{' || part === '}}') return part.slice(1);
    if (inner !== undefined) return parseUse(inner, text);
    if (part === '{' || part === '}')
      throw new QrateError('usage', `A brace in “${text}” stands alone. Write ${part}${part} for the character.`);
    return part;
  });
}

function parseUse(inner: string, text: string): Use {
  const [, token = '', width, fallback = UNKNOWN] = USE.exec(inner) ?? [];
  if (isToken(token)) return { token, width: width === undefined ? null : Number(width), fallback };
  const known = Object.keys(TOKENS).join(', ');
  throw new QrateError('usage', `“{${inner}}” in “${text}” is no token. There are: ${known}.`);
}

/** The text that a template gives for one photo; whether it can be a name is not asked here. */
export const renderTemplate = (template: Template, named: Named): string =>
  template.map((part) => (typeof part === 'string' ? part : renderUse(part, named))).join('');

function renderUse({ token, width, fallback }: Use, named: Named): string {
  const value = TOKENS[token](named);
  if (value === null || value.trim() === '') return fallback;
  const text = OWN_NAMES.has(token) ? value : nameable(value);
  const asked = width ?? (token === 'counter' ? counterDigits(named) : null);
  if (asked === null) return text;
  return /^\d+$/.test(text) && token !== 'hash' ? text.padStart(asked, '0') : [...text].slice(0, asked).join('');
}

/** What no name may hold becomes `_`: a lens calls itself “EF 50mm f/1.8”, and that is nobody's fault. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is the purpose
const nameable = (fact: string): string => fact.trim().replace(/[<>:"/\\|?*\u0000-\u001f\u007f]/g, '_');
