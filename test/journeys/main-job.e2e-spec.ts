import { describe, expect, it } from '@jest/globals';
import { mainJob } from '../../dev/journey/main-job.js';
import { Transcript } from '../../dev/journey/transcript.js';
import { runningPortal } from './support/portal.js';

describe('the main job', () => {
  it('R85–R125: a family asks for extra days and gets an answer', async () => {
    const { url, mailPageUrl } = runningPortal();
    const lines: string[] = [];
    const transcript = new Transcript((line) => lines.push(line));

    await mainJob(url, mailPageUrl, transcript);

    expect(lines.filter((line) => line.includes('✗'))).toEqual([]);
    expect(transcript.count).toBeGreaterThan(30);
  }, 60_000);

  it('can be done again the same day', async () => {
    const { url, mailPageUrl } = runningPortal();
    await mainJob(url, mailPageUrl, new Transcript(() => {}));
  }, 60_000);
});
