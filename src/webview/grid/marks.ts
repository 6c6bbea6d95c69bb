import { css, html, nothing, type TemplateResult } from 'lit';
import type { FrameRow } from '../../protocol/frameTable';
import type { GridStrings } from '../../protocol/gridStrings';
import { countedText, fill } from '../shared/dom';
import { ICONS } from '../shared/icons';
import { percentText, sharpnessText } from '../shared/numbers';
import { facesText, verdictText } from './words';

/** The small signs of a frame. Shape and fill carry the meaning, colour only helps; the words are in their titles. */

const VERDICT_ICONS = { pick: ICONS.check, alternate: ICONS.layers, review: ICONS.question, reject: ICONS.cross } as const;

/** A suggestion is outlined, the person's own verdict is filled; nothing at all where there is neither. */
export function verdictMark(frame: FrameRow, strings: GridStrings): TemplateResult | typeof nothing {
  const verdict = frame.decided ?? frame.suggested;
  if (verdict === null) return nothing;
  return html`<span class="mark" data-verdict=${verdict} ?data-decided=${frame.decided !== null} title=${verdictText(frame, strings)}
    >${VERDICT_ICONS[verdict]}</span
  >`;
}

export function stars({ rating }: FrameRow, { frames }: GridStrings): TemplateResult | typeof nothing {
  if (rating === null || rating === 0) return nothing;
  return html`<span class="stars" title=${countedText(frames.stars, rating)}>${'★'.repeat(rating)}</span>`;
}

export function labelMark({ label }: FrameRow, { frames, filtering }: GridStrings): TemplateResult | typeof nothing {
  if (label === null) return nothing;
  const word = filtering.labels[label];
  return html`<span class="label" data-label=${label} title=${fill(frames.label, word)}>${word}</span>`;
}

/** Below this a picture is badly exposed. */
const POOR_EXPOSURE = 0.4;

export interface Badges {
  readonly frame: FrameRow;
  readonly strings: GridStrings;
  readonly minSharpness: number | null;
}

/** Sharpness and exposure where they are worth a warning, faces, copies and companions. */
export function badges({ frame, strings, minSharpness }: Badges): TemplateResult {
  const { frames } = strings;
  const { sharpness, exposure, copies, companions, faces } = frame;
  const isSoft = sharpness !== null && minSharpness !== null && sharpness < minSharpness;
  const isPoor = exposure !== null && exposure < POOR_EXPOSURE;
  return html`${isPoor ? sign({ icon: ICONS.exposure, text: percentText(exposure), title: fill(frames.exposure, percentText(exposure)), warn: true }) : nothing}
  ${faces === null || faces === 0 ? nothing : sign({ icon: ICONS.face, text: String(faces), title: facesText(faces, strings) })}
  ${copies > 0 ? sign({ icon: ICONS.copies, text: String(copies), title: countedText(frames.copies, copies) }) : nothing}
  ${companions === null ? nothing : sign({ text: `+${companions.replaceAll(', ', '+')}`, title: fill(frames.companions, companions) })}
  ${sharpness === null ? nothing : sign({ icon: isSoft ? ICONS.warning : undefined, text: sharpnessText(sharpness), title: fill(frames.sharpness, sharpnessText(sharpness)), warn: isSoft })}`;
}

interface Sign {
  readonly icon?: TemplateResult | undefined;
  readonly text: string;
  readonly title: string;
  readonly warn?: boolean;
}

const sign = ({ icon, text, title, warn = false }: Sign): TemplateResult =>
  html`<span class="sign" ?data-warn=${warn} title=${title}>${icon ?? nothing}${text}</span>`;

export const markStyles = css`
  .mark {
    display: inline-grid;
    place-items: center;
    width: 20px;
    height: 20px;
    flex: none;
    border: 1.5px solid var(--verdict);
    border-radius: 50%;
    color: var(--verdict);
    background: var(--vscode-editor-background);
  }

  .mark .icon {
    width: 12px;
    height: 12px;
  }

  .mark[data-decided] {
    border-radius: 4px;
    background: var(--verdict);
    color: var(--vscode-editor-background);
  }

  .mark[data-decided] .icon {
    stroke-width: 2;
  }

  .stars {
    color: var(--vscode-foreground);
    font-size: 0.9em;
    letter-spacing: -0.05em;
    white-space: nowrap;
  }

  .label {
    --label: var(--vscode-charts-purple, currentColor);
    overflow: hidden;
    padding: 0 4px;
    border: 1px solid var(--label);
    border-left-width: 5px;
    border-radius: 3px;
    font-size: 0.8em;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .label[data-label="red"] {
    --label: var(--vscode-charts-red, currentColor);
  }

  .label[data-label="yellow"] {
    --label: var(--vscode-charts-yellow, currentColor);
  }

  .label[data-label="green"] {
    --label: var(--vscode-charts-green, currentColor);
  }

  .label[data-label="blue"] {
    --label: var(--vscode-charts-blue, currentColor);
  }

  .sign {
    display: inline-flex;
    align-items: center;
    gap: 2px;
    flex: none;
    color: var(--vscode-descriptionForeground);
    font-size: 0.85em;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }

  .sign .icon {
    width: 11px;
    height: 11px;
  }

  .sign[data-warn] {
    color: inherit;
    font-weight: 600;
  }

  .sign[data-warn] .icon {
    color: var(--vscode-editorWarning-foreground, currentColor);
  }
`;
