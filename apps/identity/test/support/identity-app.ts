import { hash, randomBytes } from 'node:crypto';
import { type Actor, identity, type ImportOutcome } from '@ouderportaal/contracts';
import {
  anonymous,
  gateway,
  operator,
  serviceUnderTest,
  type ServiceUnderTest,
} from '@ouderportaal/testing';
import type { ServiceDefinition } from '@ouderportaal/service';
import type { z } from 'zod';
import { identity as identityService } from '../../src/service.js';
import { employee, group, location, PASSWORD, profile } from './builders.js';

type OrganisationInput = z.input<typeof identity.imports.organisation.input>;

/** An organisation of one test's own. */
export interface Organisation {
  slug: string;
  tenantId: string;
}

interface IdentityApp extends ServiceUnderTest {
  /** A short name that no other test has. */
  newSlug(): string;
  importOrganisation(
    slug: string,
    overrides?: Partial<OrganisationInput>,
    actor?: Actor,
  ): Promise<ImportOutcome>;
  /** A new organisation with a location, a group and an employee, unless told otherwise. */
  organisation(overrides?: Partial<OrganisationInput>): Promise<Organisation>;
  importFamilies(
    slug: string,
    families: identity.FamilyRow[],
    options?: { dryRun?: boolean; confirmRemovals?: boolean; actor?: Actor },
  ): Promise<ImportOutcome>;
  /** Signs in; answers who it is and the token. */
  logIn(
    slug: string,
    username: string,
    options?: { password?: string; deviceName?: string; clientAddress?: string },
  ): Promise<{ token: string; actor: Actor }>;
  resolve(token: string): Promise<Actor | null>;
  /** Id of a guardian, child, family or employee by its number. */
  idOf(table: string, organisation: Organisation, number: string): Promise<string>;
}

export function identityApp(options: { beside?: readonly ServiceDefinition[] } = {}): IdentityApp {
  const app = serviceUnderTest(identityService, {
    ...options,
    environment: () => ({ LOGIN_THROTTLE_KEY: randomBytes(32).toString('hex') }),
  });
  const newSlug = () => `o${randomBytes(6).toString('hex')}`;

  const importOrganisation: IdentityApp['importOrganisation'] = (slug, overrides, actor) =>
    app.request(identity.imports.organisation, actor ?? operator(), {
      organisation: slug,
      profile: profile(),
      locations: [location()],
      groups: [group()],
      employees: [employee()],
      ...overrides,
    });

  const resolve: IdentityApp['resolve'] = async (token) =>
    (await app.request(identity.sessions.resolve, gateway, proofOf(token))).actor;

  return {
    ...app,
    newSlug,
    importOrganisation,
    organisation: async (overrides) => {
      const slug = newSlug();
      await importOrganisation(slug, overrides);
      const { tenantId } = await app.request(identity.organisations.resolve, gateway, {
        organisation: slug,
      });
      return { slug, tenantId: tenantId! };
    },
    importFamilies: (slug, families, { actor = operator(), ...options } = {}) =>
      app.request(identity.imports.families, actor, { organisation: slug, ...options, families }),
    logIn: async (slug, username, { password = PASSWORD, deviceName, clientAddress } = {}) => {
      const { token } = await app.request(
        identity.sessions.logIn,
        anonymous,
        { organisation: slug, username, password, deviceName },
        { clientAddress: clientAddress ?? null },
      );
      const actor = await resolve(token);
      if (!actor) throw new Error('The new session is nobody’s');
      return { token, actor };
    },
    resolve,
    idOf: async (table, { tenantId }, number) => {
      const column = table === 'guardian' ? 'debtor_number' : 'number';
      const [row] = await app.sql<{ id: string }>(
        `select id from identity.${table} where tenant_id = $1 and ${column} = $2`,
        [tenantId, number],
      );
      return row!.id;
    },
  };
}

/** What the gateway sends of a token. */
export function proofOf(token: string): identity.SessionProof {
  return {
    tenant: token.slice(0, 22).padEnd(22, 'A'),
    digest: hash('sha256', token, 'base64url'),
  };
}
