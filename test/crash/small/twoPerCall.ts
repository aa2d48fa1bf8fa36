import { registerHooks } from 'node:module';

/** Loaded before the shipped bot (`node --import`): a draft takes two artifacts a call (`plan.ts`), so that five need two more. */
registerHooks({
  resolve(specifier, context, nextResolve) {
    const resolved = nextResolve(specifier, context);
    const isPlan = resolved.url.endsWith('/src/api/graph/run/plan.ts');
    if (!isPlan || context.parentURL?.endsWith('/small/plan.ts')) return resolved;
    return { ...resolved, url: new URL('plan.ts', import.meta.url).href };
  },
});
