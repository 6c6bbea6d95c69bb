import type { ExportPlan, ExportRequest } from '../../core/export/plan';
import type { CommandHost } from '../commandTypes';
import { destinationStep } from '../export/destinationStep';
import { type ExportDraft, rememberDraft, rememberedDraft, requestOf } from '../export/exportDraft';
import { formatStep, optionsStep, selectionStep } from '../export/exportSteps';
import { askPlan, type Planned } from '../export/planStep';
import { runWizard, type WizardStep } from '../wizard';
import { askXmpSettings } from './xmpSettings';

/** A draft, and behind the last step the plan for it. */
interface Asked {
  readonly draft: ExportDraft;
  readonly planned: Planned | null;
}

const onDraft = ({ id, ask }: WizardStep<ExportDraft>): WizardStep<Asked> => ({
  id,
  ask: async ({ draft }, place) => {
    const answer = await ask(draft, place);
    return typeof answer === 'object' && 'next' in answer ? { next: { draft: answer.next, planned: null } } : answer;
  },
});

/**
 * Format → destination → selection → options → plan, with a way back from each. Begins with what was chosen for this shoot before.
 * `undefined` = backed out.
 */
export async function askExport(
  { shoots, memory }: CommandHost,
  root: string,
  makePlan: (request: ExportRequest) => Promise<ExportPlan>,
): Promise<Planned | undefined> {
  const view = await shoots.view(root);
  const steps = [formatStep, destinationStep(root), selectionStep(view), optionsStep].map(onDraft);
  const plan: WizardStep<Asked> = {
    id: 'plan',
    ask: async ({ draft }, place) => {
      await rememberDraft(memory, root, draft);
      const settings = draft.format === 'xmp' ? await askXmpSettings(view) : {};
      if (settings === undefined) return 'back';
      const answer = await askPlan(draft, place, () => makePlan(requestOf(draft, settings)));
      return typeof answer === 'object' && 'next' in answer ? { next: { draft, planned: answer.next } } : answer;
    },
  };
  const asked = await runWizard<Asked>({ draft: rememberedDraft(memory, root), planned: null }, [...steps, plan]);
  return asked?.planned ?? undefined;
}
