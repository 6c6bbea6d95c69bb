import * as vscode from 'vscode';
import { momentOf } from '../../core/intent/moment';
import { hasLeftOver, NotUnderstood, type Understanding, understand } from '../../core/intent/understand';
import type { CommandHost } from '../commandTypes';

export interface Sentence {
  readonly root: string;
  readonly sentence: string;
  readonly now?: string | undefined;
  /** Whether a model is asked for what the grammar leaves over. */
  readonly model: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** Reads a sentence; where a model is wanted and needed, it is the one of the settings. `undefined` = the person backed out. */
export async function readSentence(host: Pick<CommandHost, 'shoots' | 'intent'>, asked: Sentence): Promise<Understanding | undefined> {
  const { root, sentence, now, signal } = asked;
  const api = await host.shoots.api(root);
  const moment = momentOf(now);
  if (!asked.model) return understand(api, sentence, { now: moment, signal });
  const scope = vscode.Uri.file(root);
  const models = await host.intent.models();
  const choice = await models.choose(scope);
  if (choice === undefined) return undefined;
  const sendsVocabulary = models.sendsNames(scope);
  return understand(api, sentence, { now: moment, model: choice.model, sendsVocabulary, signal });
}

/** The same for a person: the grammar first; a model only after a yes that says where the sentence goes. */
export async function readForPerson(host: CommandHost, root: string, sentence: string): Promise<Understanding | undefined> {
  try {
    const reading = await readSentence(host, { root, sentence, model: false });
    if (reading === undefined || !hasLeftOver(reading) || !(await isOn(host, root))) return reading;
    const message = vscode.l10n.t('These words were not used: {0}.', reading.unused.join(', '));
    const answer = await offerModel(host, root, { message, without: vscode.l10n.t('Go On Without') });
    if (answer === 'without') return reading;
    return answer === 'model' ? askWithProgress(host, root, sentence) : undefined;
  } catch (error) {
    if (!(error instanceof NotUnderstood) || !error.canAskModel || !(await isOn(host, root))) throw error;
    return (await offerModel(host, root, { message: error.message })) === 'model' ? askWithProgress(host, root, sentence) : undefined;
  }
}

const isOn = async ({ intent }: CommandHost, root: string): Promise<boolean> => (await intent.models()).isOn(vscode.Uri.file(root));

interface Offer {
  readonly message: string;
  /** Label of the way on without a model; absent = there is none. */
  readonly without?: string | undefined;
}

async function offerModel(host: CommandHost, root: string, { message, without }: Offer): Promise<'model' | 'without' | undefined> {
  const ask = vscode.l10n.t('Ask the Language Model');
  const scope = vscode.Uri.file(root);
  const models = await host.intent.models();
  const detail = models.sendsNames(scope)
    ? vscode.l10n.t(
        'A language model ({0}) may read it: it gets your sentence, the date, the form of plans, and the names of cameras and lenses. No photos and no file names.',
        models.goesTo(scope),
      )
    : vscode.l10n.t(
        'A language model ({0}) may read it: it gets your sentence, the date and the form of plans. No photos and no names from the shoot.',
        models.goesTo(scope),
      );
  const buttons = without === undefined ? [ask] : [ask, without];
  const choice = await vscode.window.showInformationMessage(message, { modal: true, detail }, ...buttons);
  return choice === ask ? 'model' : choice !== undefined && choice === without ? 'without' : undefined;
}

const askWithProgress = (host: CommandHost, root: string, sentence: string): Thenable<Understanding | undefined> =>
  vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('The language model reads your sentence'), cancellable: true },
    (_, token) => {
      const cancel = new AbortController();
      token.onCancellationRequested(() => cancel.abort());
      return readSentence(host, { root, sentence, model: true, signal: cancel.signal });
    },
  );
