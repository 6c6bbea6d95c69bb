import assert from 'node:assert/strict';
import { userDataDir } from '../../../src/core/userDataDir';

describe('the user’s data folder', () => {
  const home = '/home/ann';

  it('is ~/.local/share/qrate on Linux', () => {
    assert.equal(userDataDir({ platform: 'linux', env: {}, home }), '/home/ann/.local/share/qrate');
  });

  it('follows XDG_DATA_HOME, unless that is relative', () => {
    assert.equal(userDataDir({ platform: 'linux', env: { XDG_DATA_HOME: '/data' }, home }), '/data/qrate');
    assert.equal(userDataDir({ platform: 'linux', env: { XDG_DATA_HOME: 'data' }, home }), '/home/ann/.local/share/qrate');
    assert.equal(userDataDir({ platform: 'linux', env: { XDG_DATA_HOME: '' }, home }), '/home/ann/.local/share/qrate');
  });

  it('is in Application Support on macOS', () => {
    assert.equal(userDataDir({ platform: 'darwin', env: {}, home: '/Users/ann' }), '/Users/ann/Library/Application Support/qrate');
  });

  it('is in LOCALAPPDATA on Windows, or where that usually is', () => {
    const windows = { platform: 'win32', home: 'C:\\Users\\ann' } as const;
    assert.equal(userDataDir({ ...windows, env: { LOCALAPPDATA: 'D:\\Data' } }), 'D:\\Data\\qrate');
    assert.equal(userDataDir({ ...windows, env: {} }), 'C:\\Users\\ann\\AppData\\Local\\qrate');
  });

  it('is QRATE_HOME itself where that is set', () => {
    assert.equal(userDataDir({ platform: 'linux', env: { QRATE_HOME: '/srv/qrate', XDG_DATA_HOME: '/data' }, home }), '/srv/qrate');
  });
});
