import type { ImportError } from './import-error.js';
import type { Message } from './messages.js';
import { PortalError, type RowProblem } from './portal-client.js';

/** The portal's complaints, at the places of the folder they are about. */
export function locate(problems: readonly RowProblem[], message: Message): ImportError[] {
  return problems.map(({ path, message: reason }) => ({ ...message.placeOf(path), reason }));
}

export function stillUnknown(problems: readonly RowProblem[], { title }: Message): PortalError {
  const first = problems[0]?.message;
  return new PortalError(
    `The portal does not know yet what "${title}" names${first === undefined ? '' : ` (${first})`}. ` +
      'What was sent before is recorded; run the same import again in a minute.',
  );
}
