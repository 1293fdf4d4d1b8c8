import { registerHooks } from 'node:module';

// For programs that tests start: `node --import` of this file lets them remember what Argon2id gave, as the tests themselves do.

const REMEMBERED = new URL('./remembered-argon2.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'hash-wasm' && context.parentURL !== REMEMBERED
      ? { url: REMEMBERED, shortCircuit: true }
      : next(specifier, context),
});
