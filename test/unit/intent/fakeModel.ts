import type { LanguageModel, ModelTurn } from '../../../src/core/intent/languageModel';

export interface FakeModel extends LanguageModel {
  /** What it was asked, call by call. */
  readonly asked: readonly (readonly ModelTurn[])[];
}

/** A model that gives these answers one after the other, in small pieces. */
export function fakeModel(...answers: readonly (string | object)[]): FakeModel {
  const asked: (readonly ModelTurn[])[] = [];
  return {
    name: 'Fake',
    asked,
    async *ask(turns) {
      const answer = answers[asked.length];
      asked.push(turns);
      if (answer === undefined) throw new Error('the model was asked once too often');
      const text = typeof answer === 'string' ? answer : JSON.stringify(answer);
      for (let i = 0; i < text.length; i += 7) yield text.slice(i, i + 7);
    },
  };
}

export const hangingModel: LanguageModel = {
  name: 'Hanging',
  async *ask() {
    await new Promise(() => undefined);
  },
};

export const endlessModel: LanguageModel = {
  name: 'Endless',
  async *ask() {
    for (;;) yield 'and so on '.repeat(100);
  },
};
