import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { gitAuthor } from '../../../src/core/index/author';
import { useTempDir } from './fixtures';

describe('the author of a decision', () => {
  const temp = useTempDir();
  const git = (...args: string[]) => execFileSync('git', ['-C', temp(), ...args]);
  const saved = { ...process.env };
  beforeEach(() => {
    process.env.GIT_CONFIG_GLOBAL = '/dev/null';
    process.env.GIT_CONFIG_NOSYSTEM = '1';
  });
  afterEach(() => {
    process.env = { ...saved };
  });

  it('is the person whom git knows in the shoot', async () => {
    git('init', '-q');
    git('config', 'user.name', 'Zoë “Z” Müller');
    assert.equal(await gitAuthor(temp()), 'Zoë “Z” Müller');
    git('config', 'user.email', 'zoe@example.org');
    assert.equal(await gitAuthor(temp()), 'Zoë “Z” Müller <zoe@example.org>');
  });

  it('is nobody where git knows nobody, or there is no git', async () => {
    assert.equal(await gitAuthor(temp()), null);
    process.env.PATH = '';
    assert.equal(await gitAuthor(temp()), null);
  });
});
