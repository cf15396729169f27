import { PROCESS_NAMES } from '@ouderportaal/contracts';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { MINIO_IMAGE, NATS_IMAGE, POSTGRES_IMAGE } from '@ouderportaal/backing-services';
import { composeSecrets, OPERATOR_TOKEN } from '../../dev/compose/secrets.js';

interface Service {
  image: string;
  build?: string;
  command?: string[];
  environment?: Record<string, string>;
  secrets?: string[];
  ports?: string[];
  read_only?: boolean;
  cap_drop?: string[];
  security_opt?: string[];
  networks: string[];
  privileged?: boolean;
  user?: string;
}

const { services, secrets, networks } = parse(readFileSync('docker-compose.yml', 'utf8'), {
  merge: true,
}) as {
  services: Record<string, Service>;
  secrets: Record<string, { file: string }>;
  networks: Record<string, { internal?: boolean; ipam?: { config: { subnet: string }[] } } | null>;
};
const dockerfile = readFileSync('Dockerfile', 'utf8');

describe('docker-compose.yml', () => {
  it('names the images that npm start and the tests use', () => {
    expect(services['postgres']!.image).toBe(POSTGRES_IMAGE);
    expect(services['nats']!.image).toBe(NATS_IMAGE);
    expect(services['minio']!.image).toBe(MINIO_IMAGE);
  });

  it('runs every process, the migration and the keeper of the streams from the one image', () => {
    for (const name of PROCESS_NAMES) {
      expect(services[name]!.command).toEqual(['node', `dist/apps/${name}/src/main.js`]);
    }
    expect(services['migrate']!.command).toEqual(['node', 'dist/apps/migrate/src/main.js']);
    expect(services['streams']!.command).toEqual(['node', 'dist/apps/streams/src/main.js']);
    const ours = [...PROCESS_NAMES, 'migrate', 'streams'].map((name) => services[name]!.image);
    expect(new Set(ours)).toEqual(new Set(['ouderportaal:local']));
  });

  it('locks every container', () => {
    for (const [name, service] of Object.entries(services)) {
      expect({ name, ...service }).toMatchObject({
        read_only: true,
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
      });
      expect(service.privileged).toBeUndefined();
    }
  });

  it('fixes no port but the gateway’s, so that the rest can be scaled', () => {
    const fixed = Object.entries(services).filter(([, { ports = [] }]) =>
      ports.some((port) => !/^127\.0\.0\.1::\d+$/.test(port)),
    );
    expect(fixed.map(([name]) => name)).toEqual(['gateway']);
    expect(services['gateway']!.ports).toEqual(['127.0.0.1:${OUDERPORTAAL_PORT:-3000}:3000']);
  });

  it('hands no secret over in the environment', () => {
    const environments = Object.values(services).flatMap(({ environment }) =>
      Object.keys(environment ?? {}),
    );
    const secret = /(PASSWORD|KEY|KEYS|HASH|DATABASE_URL|WORKER_URL)$/;
    expect(environments.filter((name) => secret.test(name))).toEqual([]);
  });

  it('mounts exactly the secrets that are made, each where it is read', () => {
    const made = Object.keys(composeSecrets()).filter((name) => name !== OPERATOR_TOKEN);
    expect(Object.keys(secrets).sort()).toEqual(made.sort());
    const mounted = Object.values(services).flatMap((service) => service.secrets ?? []);
    expect([...new Set(mounted)].sort()).toEqual(made.sort());
  });

  it('gives the gateway no way to the database', () => {
    const { networks: reached } = services['gateway']!;
    expect(reached).toEqual(['bus', 'edge']);
    expect(services['postgres']!.networks).toEqual(['data']);
    expect(networks['data']).toEqual({ internal: true });
  });
});

describe('S37: docker-compose.yml', () => {
  it('tells the gateway its origin, and believes the proxy that reaches it through the bridge', () => {
    const { PUBLIC_ORIGIN, TRUSTED_PROXIES } = services['gateway']!.environment!;
    expect(PUBLIC_ORIGIN).toMatch(/^\$\{OUDERPORTAAL_ORIGIN:-https:/);
    const subnetOf = (text = '') => /:-([\d./]+)\}$/.exec(text)?.[1];
    expect(subnetOf(TRUSTED_PROXIES)).toBeDefined();
    expect(subnetOf(networks['edge']!.ipam!.config[0]!.subnet)).toBe(subnetOf(TRUSTED_PROXIES));
    // Believing the bridge is safe only while nobody else can connect to the port.
    expect(services['gateway']!.ports!.every((port) => port.startsWith('127.0.0.1:'))).toBe(true);
  });
});

describe('The image', () => {
  it('has the Node.js that development and tests use', () => {
    const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      devDependencies: Record<string, string>;
    };
    const pinned = /^ARG NODE_IMAGE=node:([\d.]+)-/m.exec(dockerfile)?.[1];
    expect(pinned).toBe(devDependencies['node']);
  });

  it('runs without root and without the tools of development', () => {
    expect(dockerfile).toMatch(/^USER 10001:10001$/m);
    expect(dockerfile).toContain('npm ci --ignore-scripts --omit=dev');
    expect(dockerfile).toMatch(/^HEALTHCHECK /m);
  });
});
