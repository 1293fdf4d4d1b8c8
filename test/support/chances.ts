import fc from 'fast-check';

/**
 * What all random choices of the tests come from: the same ones each time, so that a run that fails fails again. Another number
 * in `MEDSTEWARD_FAULT_SEED` gives others; `npm run test:faults` takes a new one each time.
 */
export const SEED = Number(process.env.MEDSTEWARD_FAULT_SEED ?? 20_261_121);

fc.configureGlobal({ seed: SEED });
