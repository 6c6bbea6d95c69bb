import * as vscode from 'vscode';
import type { ExplainPolished, ExplainShown } from '../../protocol/explain';
import { errorSentence, isAbort, logError } from '../errors';
import type { Models } from '../intent/models';
import type { Shoots } from '../shoots';

/** Explanations in a language model's words, where the person switched that on. */
export class Polisher {
  constructor(
    private readonly shoots: Shoots,
    private readonly log: vscode.LogOutputChannel,
    private readonly models: () => Promise<Models>,
  ) {}

  async isOn(root: string): Promise<boolean> {
    return (await this.models()).polishes(vscode.Uri.file(root));
  }

  /** `null` where the person backed out. Rejects with a sentence for the person, who keeps qrate's own words. */
  async say({ root, path }: ExplainShown): Promise<ExplainPolished | null> {
    try {
      const choice = await (await this.models()).choose(vscode.Uri.file(root));
      if (choice === undefined) return null;
      const { polish, polishingOf } = await import('../../core/intent/model/polish');
      const explanation = await (await this.shoots.api(root)).explain(path);
      const { photos } = await this.shoots.view(root);
      return { text: await polish(choice.model, polishingOf(explanation, photos)), by: choice.goesTo };
    } catch (error) {
      if (isAbort(error)) return null;
      logError(this.log, 'explain in other words', error);
      throw new Error(errorSentence(error), { cause: error });
    }
  }
}
