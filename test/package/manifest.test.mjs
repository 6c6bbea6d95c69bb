import assert from 'node:assert/strict';
import { manifestFaults } from '../../scripts/manifest/faults.mjs';

const faultsOf = (contributes, { texts = {}, commands = '', settings = '', exists = () => true } = {}) =>
  manifestFaults({ manifest: { contributes }, texts, commandsSource: commands, settingsSource: settings, exists });

describe('the check of the manifest', () => {
  it('finds nothing where manifest and code agree', () => {
    const contributes = {
      commands: [{ command: 'qrate.index', title: '%index%', icon: '$(database)' }],
      menus: { 'view/title': [{ command: 'qrate.index', when: 'view == qrate.bursts' }], 'qrate.more': [{ command: 'qrate.index' }] },
      submenus: [{ id: 'qrate.more', label: 'More' }],
      keybindings: [{ command: 'qrate.index', key: 'i' }],
      views: { qrate: [{ id: 'qrate.bursts', name: 'Bursts' }] },
      configuration: [{ properties: { 'qrate.select.minSharpness': { type: 'number' } } }],
    };
    const code = { texts: { index: 'Index' }, commands: "'qrate.index': index,", settings: "'qrate.select.minSharpness': schema," };
    assert.deepEqual(faultsOf(contributes, code), []);
  });

  it('names a command that only one side knows', () => {
    const faults = faultsOf({ commands: [{ command: 'qrate.cull' }] }, { commands: "'qrate.export': exportPicks" });
    assert.deepEqual(faults, [
      'the command qrate.cull is contributed, but src/extension/commands.ts does not know it',
      'the command qrate.export is in src/extension/commands.ts, but it is not contributed',
    ]);
  });

  it('names a setting that only one side knows', () => {
    const faults = faultsOf({ configuration: { properties: { 'qrate.a.b': {} } } }, { settings: 'get("qrate.a.c")' });
    assert.equal(faults.length, 2);
    assert.match(faults[0], /setting qrate\.a\.b is contributed/);
    assert.match(faults[1], /setting qrate\.a\.c is in/);
  });

  it('names menus, keys and links to commands that do not exist', () => {
    const contributes = {
      menus: { 'view/title': [{ command: 'qrate.gone' }, { submenu: 'qrate.none' }] },
      keybindings: [{ key: 'p', command: 'qrate.lost' }],
      walkthroughs: [{ steps: [{ completionEvents: ['onCommand:qrate.never'] }] }],
      viewsWelcome: [{ view: 'explorer', contents: '%hello%' }],
    };
    const faults = faultsOf(contributes, { texts: { hello: '[Go](command:qrate.away)' } });
    for (const id of ['qrate.gone', 'qrate.none', 'qrate.lost', 'qrate.never', 'qrate.away']) {
      assert.ok(
        faults.some((fault) => fault.includes(id)),
        id,
      );
    }
  });

  it('names a condition on a view that does not exist', () => {
    const menus = { 'view/title': [{ command: 'vscode.open', when: "focusedView == 'qrate.burst' && listFocus" }] };
    assert.deepEqual(faultsOf({ menus }), ['no view qrate.burst is contributed, but one is named']);
  });

  it('names missing and unused texts and missing files', () => {
    const faults = faultsOf(
      { views: { a: [{ id: 'qrate.b', name: '%gone%', icon: 'media/b.svg' }] } },
      { texts: { spare: '' }, exists: () => false },
    );
    assert.deepEqual(faults, [
      '%gone% is not in package.nls.json',
      'package.nls.json holds spare, which nothing uses',
      'there is no file media/b.svg',
    ]);
  });
});
