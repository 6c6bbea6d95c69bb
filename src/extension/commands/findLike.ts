import path from 'node:path';
import * as vscode from 'vscode';
import * as z from 'zod';
import { thumbPath } from '../../core/previewCache';
import type { ShootView } from '../../core/reports';
import type { FindReport } from '../../core/vectors/find';
import type { Match } from '../../core/vectors/search';
import { type CommandHost, defineCommand } from '../commandTypes';
import { photoFor } from '../targets';
import { folder } from './optionSchemas';

const options = z.strictObject({ folder, file: z.string().min(1), top: z.int().min(1).max(1000).optional() });

/** A person looks at so many; programs say how many they want. */
const SHOWN = 100;

/** The photos that look most like one, the likest first; a person chooses one of them and sees it in the grid. */
export const findLikeCommand = defineCommand(options, async (host, call): Promise<FindReport | undefined> => {
  const target = await photoFor(host, call);
  if (target === undefined) return undefined;
  const api = await host.shoots.api(target.root);
  const report = await api.find({ like: target.file });
  const matches = report.matches.slice(0, call.options?.top ?? SHOWN);
  if (call.options === null) await chooseOne(host, { view: await api.view(), matches, like: path.basename(target.file) });
  return { ...report, matches };
});

interface Found {
  readonly view: ShootView;
  readonly matches: readonly Match[];
  readonly like: string;
}

async function chooseOne(host: CommandHost, { view, matches, like }: Found): Promise<void> {
  if (matches.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No other photo can be compared with {0} yet. Index the shoot again.', like));
    return;
  }
  const known = new Map(view.photos.map((photo) => [photo.path, photo.preview?.contentId]));
  const items = matches.map((match) => {
    const contentId = known.get(match.path);
    return {
      label: path.basename(match.path),
      description: vscode.l10n.t('{0} % alike', Math.round(Math.max(0, match.likeness) * 100)),
      detail: match.path,
      ...(contentId === undefined ? {} : { iconPath: vscode.Uri.file(thumbPath(view.cacheDir, contentId)) }),
    };
  });
  const placeHolder = vscode.l10n.t('Photos like {0}: choose one to see it in the grid', like);
  const chosen = await vscode.window.showQuickPick(items, { placeHolder, matchOnDetail: true });
  if (chosen !== undefined) await host.grids.open(view.root, chosen.detail);
}
