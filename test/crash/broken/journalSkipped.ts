import { registerHooks } from 'node:module';

/** Loaded before the shipped bot (`node --import`): puts `stepsWithoutJournal.ts` in the place of the journal. */
registerHooks({
  resolve(specifier, context, nextResolve) {
    const resolved = nextResolve(specifier, context);
    const isJournal = resolved.url.endsWith('/src/store/unit/steps.ts');
    if (!isJournal || context.parentURL?.endsWith('/stepsWithoutJournal.ts')) return resolved;
    return { ...resolved, url: new URL('stepsWithoutJournal.ts', import.meta.url).href };
  },
});
