// Two people's decisions, merged: the view of disagreements, and the pages about history, as a person sees them.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { logLines } from './workbench.mjs';

const cli = path.resolve(import.meta.dirname, '../../dist/cli.js');
const people = { Ada: 'ada@example.org', Bob: 'bob@example.org' };

export default async (page, { check, command, screenshot, folder }) => {
  const photos = prepare(folder);
  const rows = page.locator('[id="workbench.view.extension.qrate"] .monaco-list-row');
  const row = (text) => rows.filter({ hasText: text });
  await command('View: Show qrate');

  await check('the view of disagreements shows who said what, and what counts', async () => {
    await row(path.posix.basename(photos[0])).first().waitFor();
    await row('counts now').first().waitFor();
    assert.equal(await row('rejected').filter({ hasText: 'Bob' }).count(), 1);
    assert.equal(await row('rating 2').filter({ hasText: 'Ada' }).count(), 1);
    await screenshot('disagreements');
  });

  await check('the changes since a commit are chosen from the commits and shown as a page', async () => {
    await command('qrate: Changes Since…');
    const first = page.locator('.quick-input-list .monaco-list-row', { hasText: 'First cull' });
    await first.waitFor();
    await screenshot('which commit');
    await first.click();
    await shown(page, 'Removed from the selection');
    await screenshot('changes');
  });

  await check('the history of the shoot is a page', async () => {
    await command('qrate: History');
    await shown(page, 'First cull');
    await screenshot('history');
  });

  await check('a disagreement goes when a side is kept, and the view with the last one', async () => {
    const [first, second] = photos.map((photo) => row(path.posix.basename(photo)).and(row(/verdict|rating/)));
    await first.hover();
    await first.getByRole('button', { name: 'Keep Mine' }).click();
    await first.waitFor({ state: 'detached' });
    await screenshot('one is settled');
    await second.hover();
    await second.getByRole('button', { name: 'Keep Theirs' }).click();
    await page.locator('.pane-header', { hasText: 'Disagreements' }).waitFor({ state: 'hidden' });
    assert.deepEqual(
      logLines(folder)
        .slice(-2)
        .map(({ verdict, rating, after }) => [verdict ?? rating, after.length]),
      [
        ['pick', 2],
        [4, 2],
      ],
    );
  });
};

/** Waits until the preview that is in front holds the text. */
const shown = (page, text) =>
  page.frameLocator('iframe.webview.ready >> visible=true').frameLocator('iframe#active-frame').getByText(text).first().waitFor();

/** An indexed shoot in a repository, and a merge of what Ada and Bob decided apart. Answers the two photos they disagree on. */
function prepare(folder) {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
  const git = (...args) => execFileSync('git', ['-C', folder, ...args], { env, stdio: 'pipe' });
  const qrate = (...args) => execFileSync(process.execPath, [cli, ...args], { cwd: folder, env, encoding: 'utf8' });
  const be = (person) => {
    git('config', 'user.name', person);
    git('config', 'user.email', people[person]);
  };
  git('init', '-q', '-b', 'main');
  be('Ada');
  qrate('index', '--json');
  qrate('cull', '--json');
  git('add', '.qrate');
  git('commit', '-q', '-m', 'First cull');
  const listed = qrate('list').trimEnd().split('\n').map(JSON.parse);
  const photos = listed.filter(({ error, suggestion }) => error === null && suggestion === 'pick').map((it) => it.path);
  const pass = (person, ...decisions) => {
    be(person);
    for (const args of decisions) qrate(...args);
    git('commit', '-q', '-a', '-m', `Pass of ${person}`);
  };
  git('checkout', '-q', '-b', 'bob');
  pass('Bob', ['reject', photos[0], photos[2]], ['rate', '4', photos[1]], ['label', 'green', photos[3]]);
  git('checkout', '-q', 'main');
  pass('Ada', ['pick', photos[0]], ['rate', '2', photos[1]]);
  git('merge', '-q', '--no-edit', 'bob');
  return photos.slice(0, 2);
}
