import * as vscode from 'vscode';
import { viewerTexts } from '../protocol/texts/viewerTexts';
import type { ViewerStrings } from '../protocol/viewer';

/** The texts of the viewer in the editor's language. */
export const viewerStrings = (): ViewerStrings => viewerTexts(vscode);
