import type { ColorLabel } from '../../model';

export const COLORS: readonly ColorLabel[] = ['red', 'yellow', 'green', 'blue', 'purple'];

export type LabelNames = Readonly<Record<ColorLabel, string>>;

export const LABEL_LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'ja', 'zh'] as const;
export type LabelLanguage = (typeof LABEL_LANGUAGES)[number];

const names = (...[red, yellow, green, blue, purple]: readonly [string, string, string, string, string]): LabelNames => ({
  red,
  yellow,
  green,
  blue,
  purple,
});

/**
 * The texts that Lightroom's default label set writes into `xmp:Label`, by the language of its interface. It shows a colour only
 * where the text is that of its current set, and people may edit the set: `parseLabelNames` takes any five words.
 * Sources: en what Lightroom's sidecars hold; ja and de public projects that read Lightroom's sidecars; fr, es, it and zh are the usual
 * names of these colours, not checked against a running Lightroom: `--labels` takes any other five words.
 */
export const LABEL_SETS: Readonly<Record<LabelLanguage, LabelNames>> = {
  en: names('Red', 'Yellow', 'Green', 'Blue', 'Purple'),
  de: names('Rot', 'Gelb', 'Grün', 'Blau', 'Lila'),
  fr: names('Rouge', 'Jaune', 'Vert', 'Bleu', 'Violet'),
  es: names('Rojo', 'Amarillo', 'Verde', 'Azul', 'Púrpura'),
  it: names('Rosso', 'Giallo', 'Verde', 'Blu', 'Viola'),
  ja: names('レッド', 'イエロー', 'グリーン', 'ブルー', 'パープル'),
  zh: names('红色', '黄色', '绿色', '蓝色', '紫色'),
};

/** Bridge's own set (in Lightroom: “Bridge Default”), red to purple. */
const BRIDGE = names('Select', 'Second', 'Approved', 'Review', 'To Do');
/** Lightroom's “Review Status”, red to purple. */
const REVIEW = names('To Delete', 'Color Correction Needed', 'Good to Use', 'Retouching Needed', 'To Print');

/** Other words for purple that translations use. */
const SYNONYMS: Readonly<Record<string, ColorLabel>> = {
  violett: 'purple',
  purpur: 'purple',
  pourpre: 'purple',
  mauve: 'purple',
  morado: 'purple',
  violeta: 'purple',
  porpora: 'purple',
};

const key = (text: string): string => text.trim().normalize('NFC').toLowerCase();

const KNOWN: ReadonlyMap<string, ColorLabel> = new Map([
  ...Object.entries(SYNONYMS),
  ...[REVIEW, BRIDGE, ...Object.values(LABEL_SETS)].flatMap((set) => COLORS.map((color) => [key(set[color]), color] as const)),
]);

/** The colour that a label's text means in any known set, `null` for a text of the person's own. */
export const colorOfText = (text: string, own?: LabelNames): ColorLabel | null =>
  COLORS.find((color) => own && key(own[color]) === key(text)) ?? KNOWN.get(key(text)) ?? null;

/** The languages whose set holds this text: “Verde” is Spanish and Italian. */
export const languagesOf = (text: string): readonly LabelLanguage[] =>
  LABEL_LANGUAGES.filter((language) => COLORS.some((color) => key(LABEL_SETS[language][color]) === key(text)));

/** A language (`de`), or five words from red to purple with commas between them; `null` where it is neither. */
export function parseLabelNames(text: string): LabelNames | null {
  const language = LABEL_LANGUAGES.find((it) => it === text.trim().toLowerCase());
  if (language !== undefined) return LABEL_SETS[language];
  const [red, yellow, green, blue, purple, ...more] = text.split(',').map((word) => word.trim());
  const five = [red, yellow, green, blue, purple];
  if (!red || !yellow || !green || !blue || !purple || more.length > 0 || new Set(five.map((it) => key(it ?? ''))).size < 5) return null;
  return { red, yellow, green, blue, purple };
}
