// Mocha's spec reporter that also leaves the counts, and what failed, in a file (--reporter-option result=FILE), for the sum over all parts.

const { writeFileSync } = require('node:fs');
const { reporters, Runner } = require('mocha');

module.exports = class CountingReporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const failed = [];
    runner.on(Runner.constants.EVENT_TEST_FAIL, (test, error) =>
      failed.push({ title: test.fullTitle(), message: String(error?.message ?? error) }),
    );
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures, pending } = this.stats;
      writeFileSync(options.reporterOptions.result, JSON.stringify({ passes, failures, pending, failed }));
    });
  }
};
