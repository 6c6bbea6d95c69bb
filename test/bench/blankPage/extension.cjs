const vscode = require('vscode');

exports.activate = ({ subscriptions }) => {
  const open = () => {
    const panel = vscode.window.createWebviewPanel('qrateTests.blankPage', 'Blank Page', vscode.ViewColumn.Active, {});
    panel.webview.html = '<!DOCTYPE html><html lang="en"><body><h1>A page</h1></body></html>';
  };
  subscriptions.push(vscode.commands.registerCommand('qrateTests.blankPage', open));
};
