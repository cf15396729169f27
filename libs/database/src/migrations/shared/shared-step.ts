/** One step that every service's schema takes; never edited once it was merged. */
export interface SharedStep {
  /** Ends in the milliseconds since 1970 of its file's name. */
  name: string;
  sql(schema: string): string;
}
