const assert = require('node:assert/strict');
const vscode = require('vscode');

describe('the host', () => {
  it('is a VS Code with a folder open', () => {
    console.log(`VS Code ${vscode.version}`);
    assert.match(vscode.version, /^1\.\d+\.\d+$/);
    assert.equal(vscode.workspace.workspaceFolders?.length, 1);
  });

  it('has the extension under test active', async () => {
    const extension = vscode.extensions.getExtension('qrate-tests.qrate-test-bench');
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  it('sees the variables of qrate', () => {
    assert.equal(process.env.QRATE_TEST_WORD, 'burst');
  });

  it('obeys the settings of the run', () => {
    assert.equal(vscode.workspace.getConfiguration('editor').get('tabSize'), 7);
  });
});
