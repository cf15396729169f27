/**
 * Lets plain `node` run the sources: relative imports are written with `.js`, as the compiled code needs
 * them; here they also find the `.ts` beside them. Used as `node --import <this file> script.ts`.
 */
import { registerHooks } from 'node:module';

registerHooks({
  resolve(specifier, context, nextResolve) {
    const isOwn = specifier.startsWith('.') && specifier.endsWith('.js');
    if (!isOwn || context.parentURL?.endsWith('.ts') !== true)
      return nextResolve(specifier, context);
    return nextResolve(`${specifier.slice(0, -'.js'.length)}.ts`, context);
  },
});
