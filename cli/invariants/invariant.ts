/** Something that must be so, whatever happened: a query that answers the rows for which it is not. */
export interface Invariant {
  /** Kebab-case, with the schema first. */
  name: string;
  /** What must be so, in a sentence. */
  says: string;
  /** For a superuser, who sees every organisation's rows. */
  sql: string;
  /** Needs a portal at rest: while work is under way there are rows that are only not done yet. */
  atRest?: true;
}
