import path from 'node:path';
import * as vscode from 'vscode';
import * as z from 'zod';
import { defineCommand } from '../commandTypes';
import { statusMarkdown } from '../statusReport';
import { shootFor } from '../targets';
import { folder } from './optionSchemas';

const options = z.strictObject({ folder });

/** What the index holds, as a page; a program gets the report alone. */
export const statusCommand = defineCommand(options, async (host, call) => {
  const root = await shootFor(host, call);
  if (root === undefined) return undefined;
  const report = await (await host.shoots.api(root)).status();
  if (call.options === null) await host.reports.show(vscode.l10n.t('Status of {0}', path.basename(root)), statusMarkdown(report));
  return report;
});
