import path from 'node:path';
import * as vscode from 'vscode';
import * as z from 'zod';
import { QrateError } from '../../core/errors';
import { failureSentence } from '../../core/failures';
import type { PhotoFormat } from '../../core/model';
import { previewPath } from '../../core/previewCache';
import { defineCommand } from '../commandTypes';
import { photoFor } from '../targets';
import { folder } from './optionSchemas';

const options = z.strictObject({ folder, file: z.string().min(1) });

/** What the editor can show by itself; anything else is shown by its preview. */
const SHOWN_AS_IT_IS: ReadonlySet<PhotoFormat> = new Set(['jpeg', 'png', 'webp', 'avif']);

/** Opens a photo: the file itself where the editor can show it, else its preview from the cache. Answers the file's path. */
export const openPhotoCommand = defineCommand(options, async (host, call) => {
  const target = await photoFor(host, call);
  if (target === undefined) return undefined;
  const { photo } = await (await host.shoots.api(target.root)).explain(target.file);
  const { cacheDir } = await host.shoots.view(target.root);
  const name = path.posix.basename(photo.path);
  const original = path.join(target.root, photo.path);
  if (photo.preview === null && photo.failure !== null) {
    throw new QrateError('no-such-photo', `${name}: ${failureSentence(photo.failure)}`);
  }
  const usePreview = photo.preview !== null && !(photo.format !== null && SHOWN_AS_IT_IS.has(photo.format));
  const file = usePreview && photo.preview !== null ? previewPath(cacheDir, photo.preview.contentId) : original;
  const label = usePreview ? vscode.l10n.t('{0} (preview)', name) : undefined;
  await vscode.commands.executeCommand(
    'vscode.open',
    vscode.Uri.file(file),
    { preview: true, preserveFocus: call.nodes.length > 0 },
    label,
  );
  return file;
});
