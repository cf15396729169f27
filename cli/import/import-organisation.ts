import { locate, stillUnknown } from './answers.js';
import type { ImportError } from './import-error.js';
import type { ImportOptions } from './import-options.js';
import { logoMessages } from './logo-messages.js';
import { familyMessages, type Message, placementMessages } from './messages.js';
import type { OrganisationFolder } from './organisation-folder.js';
import { organisationMessages, planningMessages } from './organisation-messages.js';
import { preview } from './preview.js';
import { type ImportReport, reportOf } from './report.js';
import type { Sourced } from './table.js';
import { Tally } from './tally.js';
import type { GuardianshipRow } from './tables.js';

/**
 * Asks the portal first what would change; applies it only when nobody found an error, and what it
 * would take away or widen is confirmed.
 * @throws PortalError when the portal cannot be reached, refuses the token or stays out of step.
 */
export async function importOrganisation(
  organisation: OrganisationFolder,
  options: ImportOptions,
): Promise<ImportReport> {
  const { slug } = organisation.file.settings;
  const found = await preview(organisation, options);
  const { dryRun } = options;
  if (dryRun || found.errors.length > 0) {
    const { errors } = found;
    const tally = dryRun ? found.tally : new Tally();
    return reportOf(tally, { organisation: slug, dryRun, applied: false, errors });
  }
  const { careful } = found.tally;
  const isConfirmed = careful.length > 0 && (await options.confirm(careful));
  if (careful.length > 0 && !isConfirmed) {
    const rest = { organisation: slug, dryRun, applied: false, errors: [] };
    return { ...reportOf(new Tally(), rest), toConfirm: careful };
  }
  const { tally, errors } = await apply(organisation, found.waiting, options, isConfirmed);
  return reportOf(tally, { organisation: slug, dryRun, applied: errors.length === 0, errors });
}

/** Services learn of each other by events, so each part follows the one it refers to. */
async function apply(
  organisation: OrganisationFolder,
  waiting: ReadonlySet<Sourced<GuardianshipRow>>,
  { client, portalUrl, log }: ImportOptions,
  confirmRemovals: boolean,
): Promise<{ tally: Tally; errors: ImportError[] }> {
  const { slug } = organisation.file.settings;
  const tally = new Tally();
  for (const message of inOrder(organisation, waiting, portalUrl)) {
    const answer = await client.send(message.contract, slug, message.body, {
      dryRun: false,
      confirmRemovals,
      expectsToBeKnown: true,
    });
    if (answer.kind === 'refused') return { tally, errors: locate(answer.problems, message) };
    if (answer.kind === 'not-known-yet') throw stillUnknown(answer.problems, message);
    tally.addOutcome(message, answer.outcome);
    log(`${slug}: ${message.title}`);
  }
  return { tally, errors: [] };
}

function* inOrder(
  organisation: OrganisationFolder,
  waiting: ReadonlySet<Sourced<GuardianshipRow>>,
  portalUrl: string,
): Generator<Message> {
  const { families, placements, weekdays } = organisation;
  yield* organisationMessages(organisation, portalUrl);
  yield* familyMessages(families, waiting, 'families');
  const again = families.filter(({ guardianships }) =>
    guardianships.some((row) => waiting.has(row)),
  );
  for (const message of familyMessages(again, new Set(), 'families with a second household')) {
    yield { ...message, own: { rows: 0, counts: ({ kind }) => kind === 'guardianship' } };
  }
  yield* planningMessages(organisation);
  yield* placementMessages(placements, weekdays);
  yield* logoMessages(organisation.logo);
}
