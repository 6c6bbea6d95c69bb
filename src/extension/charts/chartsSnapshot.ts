import path from 'node:path';
import * as vscode from 'vscode';
import type { PhotoView, Recipe } from '../../core/model';
import type { Steps } from '../../core/pace';
import type { ShootView } from '../../core/reports';
import { hangsOnSharpness } from '../../core/select/threshold';
import { type ChartsSnapshot, HANGS } from '../../protocol/charts';
import { VERDICTS } from '../../protocol/frameTable';
import { gridOrder, gridTable } from '../grid/gridTable';
import { chartsStrings } from './chartsStrings';

export interface SnapshotInput {
  /** What stands. */
  readonly view: ShootView;
  /** What a cull with `recipe` would show. */
  readonly judged: ShootView;
  readonly recipe: Recipe;
  readonly webview: Pick<vscode.Webview, 'asWebviewUri'>;
}

/** A shoot as the charts get it: its rows, and beside each what the recipe says about it at any sharpness. */
export function* snapshotSteps({ view, judged, recipe, webview }: SnapshotInput): Steps<ChartsSnapshot> {
  const order = yield* gridOrder(view);
  const tables = yield* gridTable(order);
  return {
    root: view.root,
    name: path.basename(view.root),
    ...tables,
    cacheBase: webview.asWebviewUri(vscode.Uri.file(view.cacheDir)).toString().replace(/\/$/, ''),
    recipe,
    culled: view.recipe !== null,
    judged: judgedColumn(order.photos, judged),
    language: vscode.env.language,
    strings: chartsStrings(),
  };
}

function judgedColumn(rows: readonly PhotoView[], { photos }: ShootView): Uint8Array<ArrayBuffer> {
  const codes = new Map(photos.map(({ path: photo, suggestion }) => [photo, codeOf(suggestion)] as const));
  return Uint8Array.from(rows, ({ path: photo }) => codes.get(photo) ?? VERDICTS.indexOf('review'));
}

const codeOf = (suggestion: PhotoView['suggestion']): number => {
  if (suggestion === null) return VERDICTS.indexOf('review');
  return hangsOnSharpness(suggestion) ? HANGS : VERDICTS.indexOf(suggestion.verdict);
};
