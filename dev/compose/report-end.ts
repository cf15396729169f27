import { NoEngine } from './engine.js';

/** What a run that could not happen ends with, so that nobody takes it for one that passed. */
const COULD_NOT_RUN = 3;

/** Says why a run on containers ended early, and lets this process end with 3 or with 1. */
export function reportEnd(what: string, error: unknown): void {
  if (error instanceof NoEngine) {
    const { cause } = error;
    if (cause !== undefined) console.error(cause instanceof Error ? cause.message : cause);
    console.error(`COULD NOT RUN ${what}: ${error.message}`);
    process.exitCode = COULD_NOT_RUN;
    return;
  }
  console.error(error instanceof Error ? `\n${error.message}` : error);
  process.exitCode = 1;
}
