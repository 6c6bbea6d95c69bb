import { stat } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import * as z from 'zod';
import { QrateError } from '../../core/errors';
import { type Call, type CommandHost, defineCommand } from '../commandTypes';
import { logMarkdown } from '../history/logReport';
import { type PhotoTargets, photosFor, shootFor } from '../targets';
import type { TreeNode } from '../views/treeNodes';
import { photoCount } from '../words';
import { folder, signal } from './optionSchemas';

/** Without `files`, the shoot in brief. */
const options = z.strictObject({ folder, files: z.array(z.string().min(1)).default([]), signal });

type LogCall = Call<z.infer<typeof options>>;

/** Who decided what and when about photos, or about a shoot in brief, as a page; a program gets the report alone. */
export const logCommand = defineCommand(options, async (host, call) => {
  const target = await targetOf(host, call);
  if (target === undefined) return undefined;
  const report = await (await host.shoots.api(target.root)).git.log(target.files, { signal: call.options?.signal });
  if (call.options === null) await host.reports.show(titleOf(target), logMarkdown(report));
  return report;
});

function titleOf({ root, files }: PhotoTargets): string {
  const [only] = files;
  if (only === undefined) return vscode.l10n.t('History of {0}', path.basename(root));
  return vscode.l10n.t('History of {0}', files.length === 1 ? path.basename(only) : photoCount(files.length));
}

/** `undefined` = the person backed out. */
async function targetOf(host: CommandHost, call: LogCall): Promise<PhotoTargets | undefined> {
  if (call.options !== null || (await isAboutShoot(call))) return wholeShoot(host, call);
  try {
    const [first] = await photosFor(host, withFrames(call));
    return first ?? wholeShoot(host, call);
  } catch (error) {
    // No photo is in front or selected: then it is about all of them.
    if (error instanceof QrateError && error.code === 'no-such-photo') return wholeShoot(host, call);
    throw error;
  }
}

async function wholeShoot(host: CommandHost, call: LogCall): Promise<PhotoTargets | undefined> {
  const root = await shootFor(host, call);
  return root === undefined ? undefined : { root, files: call.options?.files ?? [] };
}

/** The shoot's node of the tree, or a folder of the explorer. */
async function isAboutShoot({ nodes: [node], uris: [uri] }: LogCall): Promise<boolean> {
  if (node !== undefined) return node.kind === 'shoot';
  return uri !== undefined && (await stat(uri.fsPath).catch(() => null))?.isDirectory() === true;
}

/** A group of the tree stands for all its frames. */
const withFrames = (call: LogCall): LogCall => ({
  ...call,
  nodes: call.nodes.flatMap((node): readonly TreeNode[] => (node.kind === 'group' ? node.children : [node])),
});
