import assert from 'node:assert/strict';
import { escapeMarkdown } from '../../../src/extension/markdown';

describe('text from files in Markdown', () => {
  it('cannot become a link, an image, HTML, code or emphasis', () => {
    assert.equal(escapeMarkdown('![x](command:y)'), '\\!\\[x\\]\\(command\\:y\\)');
    assert.equal(escapeMarkdown('<img src=x>`*_a_*`'), '\\<img src\\=x\\>\\`\\*\\_a\\_\\*\\`');
  });

  it('cannot begin a block or end a table cell', () => {
    assert.equal(escapeMarkdown('a\n# b\r\n| c'), 'a \\# b \\| c');
  });

  it('leaves letters, digits and emoji as they are', () => {
    assert.equal(escapeMarkdown('Übung 12 📷'), 'Übung 12 📷');
  });
});
