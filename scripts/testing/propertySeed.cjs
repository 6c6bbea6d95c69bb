// Properties are tested on the same cases in every run, so that a change alone can make one fail; `npm run test:thorough` draws new cases,
// and fast-check prints the seed where one fails.

const fc = require('fast-check');

if (process.env.QRATE_THOROUGH !== '1') fc.configureGlobal({ seed: 1 });
