import type { ImportOutcome } from '@ouderportaal/contracts';

import { locate, stillUnknown } from './answers.js';
import type { ImportError } from './import-error.js';
import type { ImportOptions } from './import-options.js';
import { logoMessages } from './logo-messages.js';
import { familyMessages, isForeign, type Message, placementMessages } from './messages.js';
import type { FamilyParts, OrganisationFolder } from './organisation-folder.js';
import { organisationMessages, planningMessages } from './organisation-messages.js';
import type { Answer, RowProblem } from './portal-client.js';
import type { Sourced } from './table.js';
import { Tally } from './tally.js';
import type { GuardianshipRow } from './tables.js';

export interface Preview {
  readonly tally: Tally;
  readonly errors: ImportError[];
  /** Guardianships of guardians whom the portal knows only after their own family was sent. */
  readonly waiting: Set<Sourced<GuardianshipRow>>;
}

/**
 * Asks the portal about every message without changing anything. Families of an organisation that is not
 * there yet cannot be asked about: they are counted as created, and judged when they are applied.
 */
export async function preview(
  organisation: OrganisationFolder,
  options: ImportOptions,
): Promise<Preview> {
  return new Previewing(organisation, options).run();
}

class Previewing implements Preview {
  readonly tally = new Tally();
  readonly errors: ImportError[] = [];
  readonly waiting = new Set<Sourced<GuardianshipRow>>();

  /** True once the portal turns out not to know the organisation at all. */
  private isNew = false;
  /** True once something is to be created that planning hears of from identity later. */
  private createsOthers = false;

  constructor(
    private readonly organisation: OrganisationFolder,
    private readonly options: ImportOptions,
  ) {}

  async run(): Promise<Preview> {
    for (const message of organisationMessages(this.organisation, this.options.portalUrl)) {
      await this.check(message, await this.ask(message, false));
    }
    await this.families();
    for (const message of planningMessages(this.organisation)) await this.later(message);
    for (const message of placementMessages(
      this.organisation.placements,
      this.organisation.weekdays,
    )) {
      await this.later(message);
    }
    for (const message of logoMessages(this.organisation.logo)) await this.later(message);
    return this;
  }

  private async ask({ contract, body }: Message, expectsToBeKnown: boolean): Promise<Answer> {
    const { slug } = this.organisation.file.settings;
    return this.options.client.send(contract, slug, body, { dryRun: true, expectsToBeKnown });
  }

  private async check(message: Message, answer: Answer): Promise<void> {
    if (answer.kind === 'done') this.note(message, answer.outcome);
    else if (answer.kind === 'refused') this.errors.push(...locate(answer.problems, message));
    // With errors before, the missing thing is one of those that were refused.
    else if (this.errors.length === 0) throw stillUnknown(answer.problems, message);
  }

  private note(message: Message, outcome: ImportOutcome): void {
    this.tally.addOutcome(message, outcome);
    for (const { kind, change } of outcome.changes) {
      if (change !== 'created') continue;
      if (kind === 'organisation') this.isNew = true;
      if (kind === 'location' || kind === 'group' || kind === 'child') this.createsOthers = true;
    }
  }

  private async families(): Promise<void> {
    const { families, file } = this.organisation;
    const { slug } = file.settings;
    for (const message of familyMessages(families, this.waiting, 'families')) {
      if (!this.isNew) await this.familyMessage(message);
      if (this.isNew) this.countFamilies(message.families);
      else this.options.log(`${slug}: checked ${message.title}`);
    }
  }

  private async familyMessage(
    message: Message & { readonly families: readonly FamilyParts[] },
  ): Promise<void> {
    const answer = await this.ask(message, false);
    if (answer.kind === 'not-known-yet') {
      this.isNew = true;
      return;
    }
    if (answer.kind === 'done') {
      this.note(message, answer.outcome);
      return;
    }
    const [late, wrong] = this.splitLate(answer.problems, message.families);
    this.errors.push(...locate(wrong, message));
    for (const row of late) this.waiting.add(row);
    if (wrong.length > 0 || late.length === 0) return;
    this.tally.addCreated('guardianship', late.map(numberOf));
    for (const rest of familyMessages(message.families, this.waiting, message.title)) {
      await this.check(rest, await this.ask(rest, false));
    }
  }

  /** Complaints about a guardian of another family of this folder are early, not wrong. */
  private splitLate(
    problems: readonly RowProblem[],
    families: readonly FamilyParts[],
  ): [Sourced<GuardianshipRow>[], RowProblem[]] {
    const late: Sourced<GuardianshipRow>[] = [];
    const wrong: RowProblem[] = [];
    for (const problem of problems) {
      const [, at, kind, row, field] = problem.path;
      const parts = families[at as number];
      const guardianship =
        kind === 'guardianships' ? parts?.guardianships[row as number] : undefined;
      const isEarly =
        field === 'guardian' &&
        parts !== undefined &&
        guardianship !== undefined &&
        isForeign(guardianship, parts, this.organisation);
      if (isEarly) late.push(guardianship);
      else wrong.push(problem);
    }
    return [late, wrong];
  }

  private countFamilies(families: readonly FamilyParts[]): void {
    const { tally, waiting, organisation } = this;
    for (const parts of families) {
      tally.addCreated('family', [parts.family.value.number]);
      tally.addCreated(
        'guardian',
        parts.guardians.map(({ value }) => value.debtorNumber),
      );
      tally.addCreated(
        'child',
        parts.children.map(({ value }) => value.number),
      );
      tally.addCreated('guardianship', parts.guardianships.map(numberOf));
      for (const row of parts.guardianships) {
        if (isForeign(row, parts, organisation)) waiting.add(row);
      }
    }
  }

  private async later(message: Message): Promise<void> {
    const isSettled = this.errors.length === 0 && !this.isNew && !this.createsOthers;
    const answer = await this.ask(message, isSettled);
    // What is still to come from identity may be missed here, and is there when it is applied.
    if (answer.kind === 'not-known-yet' && !isSettled) return;
    await this.check(message, answer);
    this.options.log(`${this.organisation.file.settings.slug}: checked ${message.title}`);
  }
}

function numberOf({ value }: Sourced<GuardianshipRow>): string {
  return `${value.child}/${value.guardian}`;
}
