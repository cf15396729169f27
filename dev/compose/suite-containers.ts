import { setTimeout as wait } from 'node:timers/promises';
import type { Docker } from './docker.js';

const LABELLED = ['--filter', 'label=org.testcontainers=true'];
const ANSWER_WITHIN_MS = 60_000;
/** A test process that Jest ended has a watchdog, which removes what that process had started. */
const REMOVED_WITHIN_MS = 20_000;

/** The containers that the suites start, told by the label that testcontainers gives them. */
export class SuiteContainers {
  constructor(private readonly docker: Docker) {}

  /** Tells the image of each as it starts, until the function that it gives is called. */
  onStart(heard: (image: string) => void): Promise<() => Promise<void>> {
    const question = ['events', ...LABELLED, '--filter', 'event=start', '--format', '{{.From}}'];
    return this.docker.follow(question, heard);
  }

  /** The engine keeps its folder from run to run, and with it what a run that was killed left there. */
  async removeEarlier(): Promise<number> {
    const ids = await this.list('{{.ID}}');
    if (ids.length > 0)
      await this.docker.run(['rm', '--force', '--volumes', ...ids], ANSWER_WITHIN_MS);
    return ids.length;
  }

  /** A line for each that stays, by which one finds the suite that did not stop it. */
  async left(): Promise<string[]> {
    const givenUpAt = performance.now() + REMOVED_WITHIN_MS;
    for (;;) {
      const left = await this.list('{{.Image}} {{.Names}}, made {{.RunningFor}}, {{.Status}}');
      if (left.length === 0 || performance.now() > givenUpAt) return left;
      await wait(500);
    }
  }

  private async list(shape: string): Promise<string[]> {
    const question = ['ps', '--all', ...LABELLED, '--format', shape];
    const said = await this.docker.run(question, ANSWER_WITHIN_MS);
    return said.split('\n').filter((line) => line.trim() !== '');
  }
}
