/** One printed seed for every random test of a file: `TEST_SEED=<seed>` runs the same cases again. */
import fc from 'fast-check';

const seed = Number(process.env['TEST_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
fc.configureGlobal({ seed });
console.log(`TEST_SEED=${seed}`);
