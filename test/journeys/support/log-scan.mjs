import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const DEMO = 'demo';

/**
 * S31: what of people, passwords and tokens stands in the logs of a whole run, as the file and the first
 * letters of what was found. Knows the demo's families and whatever the journeys mark as hostile or canary.
 */
export async function personalDataIn(logDir, secrets) {
  const wanted = [...secrets, ...(await demoNames()), 'Kanarie', 'kanarie-', 'alert(', 'Bearer '];
  const found = [];
  for (const file of await readdir(logDir)) {
    const text = await readFile(join(logDir, file), 'utf8');
    const here = wanted.filter((secret) => text.includes(secret));
    found.push(...here, ...(text.match(/[\w.+-]+@[\w.-]+\.example/g) ?? []));
    if (found.length > 0) return found.map((secret) => `${file}: ${secret.slice(0, 12)}…`);
  }
  return found;
}

/** Family names of everybody in the demo; first names are words that may well stand in a log. */
async function demoNames() {
  const { password } = JSON.parse(await readFile(join(DEMO, 'logins.json'), 'utf8'));
  const names = new Set([password]);
  for (const entry of await readdir(DEMO, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    for (const file of ['guardians.csv', 'children.csv', 'employees.csv']) {
      const csv = await readFile(join(DEMO, entry.name, file), 'utf8');
      const [header = '', ...rows] = csv.trimEnd().split('\n');
      const column = header.split(',').indexOf('last_name');
      for (const row of rows) names.add(row.split(',')[column]);
    }
  }
  return [...names].filter((name) => name?.length > 4);
}
