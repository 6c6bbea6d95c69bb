import * as vscode from 'vscode';
import type { DecisionField, DecisionValue } from '../../core/git/reports';

/** Short words of the views about history. Whole lines get theirs from `core/git/words.ts`. */

export const fieldText: Record<DecisionField, () => string> = {
  verdict: () => vscode.l10n.t('verdict'),
  rating: () => vscode.l10n.t('rating'),
  label: () => vscode.l10n.t('label'),
};

export function decidedText(field: DecisionField, value: DecisionValue): string {
  if (field === 'rating') return value === null ? vscode.l10n.t('no rating') : vscode.l10n.t('rating {0}', value);
  if (field === 'label') return value === null ? vscode.l10n.t('no label') : vscode.l10n.t('label {0}', value);
  if (value === null) return vscode.l10n.t('unmarked');
  return value === 'pick' ? vscode.l10n.t('picked') : vscode.l10n.t('rejected');
}

/** The name without the address, which the tooltip has. */
export function personText(author: string | null): string {
  if (author === null) return vscode.l10n.t('somebody without a name in git');
  return author.replace(/\s*<[^<>]*>$/, '') || author;
}

/** `2026-05-17 12:03`, in the time of this machine. */
export function timeText(time: string): string {
  const date = new Date(time);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}`;
}
