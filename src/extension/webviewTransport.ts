import type * as vscode from 'vscode';
import type { Transport } from '../protocol/messages';

/** Messages with one webview. */
export const webviewTransport = (webview: vscode.Webview): Transport => ({
  post: (message) => void webview.postMessage(message),
  onMessage: (listener) => {
    const subscription = webview.onDidReceiveMessage(listener);
    return () => subscription.dispose();
  },
});

/** Why nobody answers any more. */
export function panelClosed(): Error {
  const error = new Error('the panel was closed');
  error.name = 'AbortError';
  return error;
}
