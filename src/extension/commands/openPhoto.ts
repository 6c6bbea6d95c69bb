import path from 'node:path';
import * as vscode from 'vscode';
import * as z from 'zod';
import { SHOWN_AS_IT_IS } from '../../core/fullSizes';
import { defineCommand } from '../commandTypes';
import { PHOTO_VIEW } from '../photoEditor/photoEditors';
import { photoFor } from '../targets';
import { folder } from './optionSchemas';

const options = z.strictObject({ folder, file: z.string().min(1) });

/** Opens a photo: where VS Code can show it, as the person has set for such files, else in the photo editor. Answers the file's path. */
export const openPhotoCommand = defineCommand(options, async (host, call) => {
  const target = await photoFor(host, call);
  if (target === undefined) return undefined;
  const { photo } = await (await host.shoots.api(target.root)).explain(target.file);
  const uri = vscode.Uri.file(path.join(target.root, photo.path));
  const show = { preview: true, preserveFocus: call.nodes.length > 0 };
  const isShownAsItIs = photo.failure === null && photo.format !== null && SHOWN_AS_IT_IS.has(photo.format);
  if (isShownAsItIs) await vscode.commands.executeCommand('vscode.open', uri, show);
  else await vscode.commands.executeCommand('vscode.openWith', uri, PHOTO_VIEW, show);
  return uri.fsPath;
});
