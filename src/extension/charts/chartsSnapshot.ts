import path from 'node:path';
import * as vscode from 'vscode';
import type { Recipe } from '../../core/model';
import type { ShootView } from '../../core/reports';
import { hangsOnSharpness } from '../../core/select/threshold';
import { type ChartsSnapshot, HANGS } from '../../protocol/charts';
import { encodeFrames, encodeGroups, VERDICTS } from '../../protocol/frameTable';
import { chartFrames } from './chartFrames';
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
export function chartsSnapshot({ view, judged, recipe, webview }: SnapshotInput): ChartsSnapshot {
  const { photos, frames, groups } = chartFrames(view);
  return {
    root: view.root,
    name: path.basename(view.root),
    table: encodeFrames(frames),
    groups: encodeGroups(groups),
    cacheBase: webview.asWebviewUri(vscode.Uri.file(view.cacheDir)).toString(),
    recipe,
    culled: view.recipe !== null,
    judged: judgedColumn(
      photos.map((photo) => photo.path),
      judged,
    ),
    language: vscode.env.language,
    strings: chartsStrings(),
  };
}

function judgedColumn(paths: readonly string[], { photos }: ShootView): Uint8Array<ArrayBuffer> {
  const codes = new Map(photos.map(({ path: photo, suggestion }) => [photo, codeOf(suggestion)] as const));
  return Uint8Array.from(paths, (photo) => codes.get(photo) ?? VERDICTS.indexOf('review'));
}

const codeOf = (suggestion: ShootView['photos'][number]['suggestion']): number => {
  if (suggestion === null) return VERDICTS.indexOf('review');
  return hangsOnSharpness(suggestion) ? HANGS : VERDICTS.indexOf(suggestion.verdict);
};
