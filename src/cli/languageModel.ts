import { type LanguageModel, LanguageModelError } from '../core/intent/languageModel';
import { endpointModel, hostOf } from '../core/intent/model/endpoint';

/** The model that the environment names. `log` is told the host before anything is sent to it. Throws LanguageModelError('settings'). */
export function configuredModel(env: Readonly<Record<string, string | undefined>>, log: (message: string) => void): LanguageModel {
  const { QRATE_LLM_URL: url, QRATE_LLM_MODEL: model, QRATE_LLM_KEY: key } = env;
  if (!url || !model)
    throw new LanguageModelError(
      'settings',
      'Which language model? Set QRATE_LLM_URL (like http://localhost:11434/v1) and QRATE_LLM_MODEL, and QRATE_LLM_KEY where the server wants one.',
    );
  const endpoint = { url, model, key: key || null };
  const { name, ask } = endpointModel(endpoint);
  return {
    name,
    ask: (turns, call) => {
      log(`Sending the sentence to ${hostOf(endpoint)}.`);
      return ask(turns, call);
    },
  };
}
