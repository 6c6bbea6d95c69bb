import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { hasCode, report, run } from './support/qrate';

/** Sets a setting for the person, runs the body and takes it back. */
async function withSetting(key: string, value: unknown, body: () => Promise<void>): Promise<void> {
  const settings = vscode.workspace.getConfiguration();
  await settings.update(key, value, vscode.ConfigurationTarget.Global);
  try {
    await body();
  } finally {
    await settings.update(key, undefined, vscode.ConfigurationTarget.Global);
  }
}

describe('settings', () => {
  before(() => report('qrate.index'));

  const wrong: readonly (readonly [key: string, value: unknown, said: RegExp])[] = [
    ['qrate.group.burstSeconds', -1, /qrate\.group\.burstSeconds is -1, but it must be a number above 0/],
    ['qrate.group.nearDistance', 2.5, /qrate\.group\.nearDistance is 2\.5/],
    ['qrate.select.keepPerBurst', '2', /qrate\.select\.keepPerBurst is "2"/],
    ['qrate.select.minSharpness', null, /qrate\.select\.minSharpness is null/],
  ];
  for (const [key, value, said] of wrong) {
    it(`says what is wrong with ${key} = ${JSON.stringify(value)}`, () =>
      withSetting(key, value, () =>
        assert.rejects(run('qrate.cull'), (error) => hasCode('bad-settings')(error) && said.test((error as Error).message)),
      ));
  }

  it('refuses globs that leave the shoot', () =>
    withSetting('qrate.ingest.ignore', ['../other/**'], () => assert.rejects(run('qrate.status'), hasCode('bad-settings'))));

  it('uses the settings for a cull that names no numbers, and the numbers where it does', () =>
    withSetting('qrate.select.keepPerBurst', 2, async () => {
      assert.equal((await report('qrate.cull')).recipe.keepPerBurst, 2);
      assert.equal((await report('qrate.cull', { keepPerBurst: 3 })).recipe.keepPerBurst, 3);
    }));

  it('declares in the manifest the defaults that the core has', async () => {
    const { DEFAULT_RECIPE } = await import('../../src/core/model');
    assert.deepEqual((await report('qrate.cull')).recipe, DEFAULT_RECIPE);
  });
});
