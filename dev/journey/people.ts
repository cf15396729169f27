import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Api } from './api.js';
import { JourneyFailed } from './transcript.js';

interface Login {
  organisation: string;
  role: 'parent' | 'staff' | 'manager';
  username: string;
}

interface Logins {
  password: string;
  logins: Login[];
}

/** Somebody who is signed in. */
export interface Person {
  api: Api;
  name: string;
  username: string;
}

/** The demo's people of one role in one organisation, not signed in yet. */
export class DemoPeople {
  private constructor(
    private readonly api: Api,
    private readonly demo: Logins,
  ) {}

  static async of(portalUrl: string): Promise<DemoPeople> {
    const file = await readFile(join('demo', 'logins.json'), 'utf8');
    return new DemoPeople(new Api(portalUrl), JSON.parse(file) as Logins);
  }

  get password(): string {
    return this.demo.password;
  }

  usernames(organisation: string, role: Login['role']): string[] {
    return this.demo.logins
      .filter((login) => login.organisation === organisation && login.role === role)
      .map(({ username }) => username);
  }

  /** Signs in as the documentation says. */
  async signIn(organisation: string, username: string): Promise<Person> {
    const answer = await this.api.post<{ token: string; person: { displayName: string } }>(
      '/sessions',
      { organisation, username, password: this.demo.password },
    );
    if (answer.status !== 201) {
      throw new JourneyFailed(`Could not sign in as ${username}: ${JSON.stringify(answer.body)}`);
    }
    const { token, person } = answer.body;
    return { api: this.api.as(token), name: person.displayName, username };
  }

  async everybody(organisation: string, role: Login['role']): Promise<Person[]> {
    const names = this.usernames(organisation, role);
    return Promise.all(names.map((username) => this.signIn(organisation, username)));
  }
}
