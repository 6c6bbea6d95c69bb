const assert = require('node:assert/strict');

it('fails on purpose', () => {
  assert.equal('pick', 'reject');
});
