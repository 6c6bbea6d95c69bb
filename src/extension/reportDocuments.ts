import * as vscode from 'vscode';
import { Disposable } from './dispose';

const SCHEME = 'qrate-status';

/** Read-only Markdown documents made from reports: the status of a shoot, the plan of an export. */
export class ReportDocuments extends Disposable implements vscode.TextDocumentContentProvider {
  readonly #texts = new Map<string, string>();
  readonly #changed = this._register(new vscode.EventEmitter<vscode.Uri>());

  readonly onDidChange = this.#changed.event;

  constructor() {
    super();
    this._register(vscode.workspace.registerTextDocumentContentProvider(SCHEME, this));
    this._register(vscode.workspace.onDidCloseTextDocument((document) => this.#texts.delete(document.uri.toString())));
  }

  provideTextDocumentContent(uri: vscode.Uri): string | undefined {
    return this.#texts.get(uri.toString());
  }

  /** Shows `markdown` rendered, or as text where the Markdown extension is switched off. `name` ends up in the tab. */
  async show(name: string, markdown: string): Promise<void> {
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${name}.md` });
    this.#texts.set(uri.toString(), markdown);
    this.#changed.fire(uri);
    if (vscode.extensions.getExtension('vscode.markdown-language-features') !== undefined)
      await vscode.commands.executeCommand('markdown.showPreview', uri);
    else await vscode.window.showTextDocument(uri, { preview: true });
  }
}
