/** Small words by which a language is told. Words that English has too are left out. */
const FOREIGN: Readonly<Record<string, readonly string[]>> = {
  German:
    'der das und oder mit ohne von vom zum zur für fur aus bei bitte zeige zeig mir alle beste besten fotos bilder letzten letztes letzte wochenende nur nicht kein keine ich gestern heute wähle aufnahmen nach sind ein eine einen'.split(
      ' ',
    ),
  French:
    'le la les des du une et ou avec sans pour dans sur mes moi montre montrez meilleures meilleurs meilleure dernier derniere dernière weekend choisis photos-moi hier seulement pas sont cette ces'.split(
      ' ',
    ),
  Spanish:
    'el los las del una y con sin para por mis muestra mejores mejor fotos último ultimo fin semana ayer solo no-son elige selecciona retratos este esta de en que'.split(
      ' ',
    ),
  Italian:
    'il lo gli dei delle degli della una e con senza per mie mostra migliori migliore foto ultimo fine settimana ieri solo scegli ritratti di questo nel che'.split(
      ' ',
    ),
  Portuguese:
    'os as dos das uma com sem para por minhas mostre melhores melhor fotos último fim semana ontem apenas escolha retratos de do em'.split(
      ' ',
    ),
  Dutch: 'het een en van met zonder voor uit mijn toon beste foto afgelopen weekend gisteren alleen niet geen kies de zijn deze'.split(' '),
  Polish: 'najlepsze zdjęcia zdjecia z bez dla i w ostatni weekend pokaż pokaz wczoraj tylko nie wybierz portrety'.split(' '),
  Swedish: 'och med utan för från de bästa bilder senaste helgen visa igår bara inte välj porträtt en ett'.split(' '),
};

/** Of these a sentence that is English has about as many as foreign ones, or more; some of them are foreign words, too. */
const ENGLISH = new Set(
  'the a an of and or from for in on at to with without not no all best top last this that my me select show find pick choose give only every by is are was were between before after than photos pictures shots keep i want need like would could can you please have get take weekend w'.split(
    ' ',
  ),
);

/** The language that a sentence is most likely in, if it is not English: a name, or `another script`. */
export function foreignLanguage(text: string): string | null {
  const letters = text.match(/\p{L}/gu) ?? [];
  const latin = letters.filter((letter) => /\p{Script=Latin}/u.test(letter));
  if (letters.length > 0 && latin.length < 0.7 * letters.length) return 'another script';
  const words = text.toLowerCase().match(/[\p{L}-]+/gu) ?? [];
  const english = words.filter((word) => ENGLISH.has(word)).length;
  const scores = Object.entries(FOREIGN).map(([name, list]) => ({ name, hits: words.filter((word) => list.includes(word)).length }));
  const most = scores.reduce((a, b) => (b.hits > a.hits ? b : a));
  return most.hits >= 2 && most.hits > english ? most.name : null;
}
