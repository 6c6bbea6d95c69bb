import type { PickerAnswer, PickerFullSize, PickerReport, PickerStep } from '../../protocol/picker';

export interface TrainingProgress {
  readonly done: number;
  /** 0 = not known. */
  readonly total: number;
}

export interface Trained {
  readonly report: PickerReport;
  readonly step: PickerStep;
}

/** What the page needs of the host; each call rejects with a sentence. */
export interface PickerHost {
  answer(answer: PickerAnswer): Promise<PickerStep>;
  undo(model: string): Promise<PickerStep>;
  fullSize(path: string, signal: AbortSignal): Promise<PickerFullSize>;
  train(model: string, signal: AbortSignal, onProgress: (progress: TrainingProgress) => void): Promise<Trained>;
  cull(): Promise<unknown>;
  chooseModel(): Promise<unknown>;
  done(): Promise<unknown>;
}
