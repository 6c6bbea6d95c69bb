import * as vscode from 'vscode';
import type { GridSettings } from '../../protocol/grid';
import { setting } from '../settings';

/** The grid's settings as they hold for a shoot. Throws QrateError('bad-settings'). */
export const gridSettings = (root: string): GridSettings => ({ autoAdvance: setting('qrate.grid.autoAdvance', vscode.Uri.file(root)) });
