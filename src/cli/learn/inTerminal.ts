import { QrateError } from '../../core/errors';
import type { LearnStep, PairOutcome, PairQuestion, PairSource, TasteApi } from '../../core/learn/tasteApi';
import type { ShootView } from '../../core/reports';
import { pairFacts } from '../../picker/pairFacts';
import { photoAt } from '../../picker/pickerStep';
import { oneLine } from '../words';
import type { TerminalKey } from './keys';

export interface TerminalAsking {
  readonly taste: TasteApi;
  readonly view: () => Promise<Pick<ShootView, 'photos'>>;
  readonly model: string;
  readonly bursts: number;
  readonly keys: AsyncIterable<TerminalKey>;
  /** A line for the person. */
  readonly say: (line: string) => void;
}

const SOURCES: Readonly<Record<PairSource, string>> = {
  burst: 'two frames of one burst',
  'near-duplicate': 'two that look nearly the same',
  uncertain: 'your taste is not sure about these yet',
  diverse: 'unlike those you were asked about',
};

const DONE: Readonly<Record<PairOutcome, string>> = { a: '1 is better.', b: '2 is better.', tie: 'Equally good.', skip: 'Skipped.' };

/** Asks by names and facts, where no picture can be shown. Answers how many pairs were answered, skips not counted. */
export async function askInTerminal(asking: TerminalAsking): Promise<number> {
  const { taste, model, bursts, keys, say } = asking;
  let step = await taste.question(model, { bursts });
  const before = step.progress.answered;
  const given = (): number => Math.max(0, step.progress.answered - before);
  await show(asking, step);
  if (step.question === null) return given();
  for await (const key of keys) {
    if (key === 'quit') return given();
    if (key === 'unknown') {
      say('Press 1 or 2 for the better one, t: equally good, s: skip, u: undo, q: quit.');
      continue;
    }
    const next = await answered(asking, step.question, key);
    if (next === null) continue;
    step = next;
    await show(asking, step);
    if (step.question === null) return given();
  }
  return given();
}

/** `null` where nothing came of it, which was said. */
async function answered({ taste, model, bursts, say }: TerminalAsking, question: PairQuestion | null, key: PairOutcome | 'undo') {
  try {
    if (key === 'undo') {
      const step = await taste.undoAnswer(model, { bursts });
      say('Taken back.');
      return step;
    }
    if (question === null) return null;
    const step = await taste.answer(model, question, key, { bursts });
    say(DONE[key]);
    return step;
  } catch (error) {
    if (!(error instanceof QrateError)) throw error;
    say(`Not saved: ${error.message}`);
    return null;
  }
}

async function show({ view, say }: TerminalAsking, { question, progress }: LearnStep): Promise<void> {
  const { answered, goal, left } = progress;
  if (question === null) {
    say(answered === 0 && left === 0 ? 'There is nothing to ask: fewer than two photos can be compared.' : 'Every pair is answered.');
    return;
  }
  const { photos } = await view();
  const [a, b] = [photoAt(photos, question.a), photoAt(photos, question.b)];
  const [factsOfA, factsOfB] = a === undefined || b === undefined ? ['', ''] : pairFacts(a, b);
  say(`\n${answered} of ${goal} answers · ${SOURCES[question.source]}`);
  say(`  1  ${oneLine(question.a)}  ${oneLine(factsOfA)}`);
  say(`  2  ${oneLine(question.b)}  ${oneLine(factsOfB)}`);
  say('Which one do you prefer? 1, 2, t: equally good, s: skip, u: undo, q: quit');
}
