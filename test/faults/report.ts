export const say = (line: string) => void process.stdout.write(`${line}\n`);

/** Says how each part of the run went, and in the end how many went how. */
export class Report {
  private readonly startedAt = performance.now();
  private passed = 0;
  private failed = 0;

  fine(what: string): void {
    this.passed += 1;
    say(`  ✓ ${what}`);
  }

  fails(what: string): void {
    this.failed += 1;
    say(`  ✗ ${what}`);
  }

  async part(what: string, work: () => Promise<string>): Promise<void> {
    try {
      this.fine(await work());
    } catch (error) {
      this.fails(`${what}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  get hasFailed(): boolean {
    return this.failed > 0;
  }

  get seconds(): number {
    return Math.round((performance.now() - this.startedAt) / 1_000);
  }

  /** The last lines: the second has the form in which Jest counts, so that whoever adds up finds it. */
  close(seed: number): void {
    const verdict = this.hasFailed
      ? `${this.failed} things are wrong`
      : 'Nothing was lost and nothing happened twice';
    say(`\n${verdict} (${this.seconds} s, seed ${seed}).`);
    const failed = this.hasFailed ? `${this.failed} failed, ` : '';
    say(`Tests:       ${failed}${this.passed} passed, ${this.passed + this.failed} total`);
  }
}
