import { parseSentence } from '../../../src/core/intent/grammar/parse';
import { NOW, SENTENCES, VOCABULARY } from './sentences';

/** Prints what every sentence of the table becomes; run under several time zones. */
const plans = Object.values(SENTENCES).flatMap((rows) =>
  rows.map(([sentence]) => parseSentence(sentence, { now: NOW, vocabulary: VOCABULARY })),
);
process.stdout.write(JSON.stringify(plans));
