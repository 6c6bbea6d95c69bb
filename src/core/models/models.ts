import type { ModelWorkers } from '../ports';
import type { ModelStore } from './modelStore';

/** The networks that the person has, and what runs them. Nothing is read and no process started before it is used. */
export interface Models {
  readonly store: ModelStore;
  readonly workers: (size: number) => ModelWorkers;
}
