import { PROCESS_NAMES } from '@ouderportaal/contracts';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { MINIO_IMAGE, NATS_IMAGE, POSTGRES_IMAGE } from '@ouderportaal/backing-services';
import { composeSecrets, OPERATOR_TOKEN, writeComposeSecrets } from '../../dev/compose/secrets.js';

interface Service {
  image: string;
  build?: { context: string };
  command?: string[];
  environment?: Record<string, string>;
  secrets?: (string | { source: string })[];
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

  it('S38: names each image by an exact tag, which npm run images:lock adds a digest to, or builds it here', () => {
    const named = [...new Set(Object.values(services).map(({ image }) => image))];
    const based = [...dockerfile.matchAll(/^ARG NODE_IMAGE=(\S+)$/gm)].map(([, image]) => image);
    expect(based).toHaveLength(1);
    for (const image of [...named.filter((one) => one !== 'ouderportaal:local'), ...based]) {
      expect(image).toMatch(
        /^[\w./-]+:(v?\d+\.\d+|RELEASE\.\d{4}-)[\w.-]*(@sha256:[0-9a-f]{64})?$/,
      );
    }
    const froms = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image);
    expect(new Set(froms)).toEqual(new Set(['${NODE_IMAGE}']));
    const built = Object.values(services).filter(({ image }) => image === 'ouderportaal:local');
    for (const { build } of built) expect(build).toEqual({ context: '.' });
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
    const secret = /(PASSWORD|KEY|KEYS|HASH|DATABASE_URL|WORKER_URL)$/;
    const handedOver = Object.values(services)
      .flatMap(({ environment }) => Object.entries(environment ?? {}))
      .filter(([name, value]) => secret.test(name) && !value.startsWith('/run/secrets/'));
    expect(handedOver).toEqual([]);
  });

  it('mounts exactly the secrets that are made, each where it is read', async () => {
    const made = Object.keys(await composeSecrets()).filter((name) => name !== OPERATOR_TOKEN);
    expect(Object.keys(secrets).sort()).toEqual(made.sort());
    const mounted = Object.values(services)
      .flatMap((service) => service.secrets ?? [])
      .map((secret) => (typeof secret === 'string' ? secret : secret.source));
    expect([...new Set(mounted)].sort()).toEqual(made.sort());
  });

  it('gives the root of the object store to nobody but the store and who makes media’s user', () => {
    const withRoot = Object.entries(services)
      .filter(([, { secrets: mounted }]) => mounted?.includes('minio_root_password'))
      .map(([name]) => name);
    expect(withRoot).toEqual(['minio', 'bucket']);
    expect(services['bucket']!.command).toEqual(['node', 'dist/cli/object-store/main.js']);
  });

  it('gives the gateway no way to the database', () => {
    const { networks: reached } = services['gateway']!;
    expect(reached).toEqual(['bus', 'edge', 'objects']);
    expect(services['minio']!.networks).toEqual(['objects']);
    expect(networks['objects']).toEqual({ internal: true });
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

describe('S35: the connections of docker-compose.yml', () => {
  const ours = [...PROCESS_NAMES, 'migrate', 'streams', 'bucket'];
  const told = (name: string) => services[name]!.environment ?? {};

  it.each(ours)(
    'of %s are encrypted, and it believes the project’s own authority alone',
    (name) => {
      const addresses: [string, RegExp, string][] = [
        ['NATS_URL', /^tls:/, 'NATS_CA_FILE'],
        ['OBJECT_STORE_URL', /^https:/, 'OBJECT_STORE_CA_FILE'],
        ['SMTP_URL', /^smtp:\/\/mailpit:1025$/, 'SMTP_CA_FILE'],
        ['DATABASE_URL_FILE', /database_url$/, 'DATABASE_CA_FILE'],
        ['DATABASE_ADMIN_URL_FILE', /database_admin_url$/, 'DATABASE_CA_FILE'],
      ];
      const used = addresses.filter(([variable]) => variable in told(name));
      expect(used).not.toEqual([]);
      for (const [variable, address, authority] of used) {
        expect(told(name)[variable]).toMatch(address);
        expect(told(name)[authority]).toBe('/run/secrets/authority');
      }
      expect(services[name]!.secrets).toContain('authority');
    },
  );

  it('of the database look at its name and certificate', async () => {
    const made = Object.entries(await composeSecrets());
    const urls = made.filter(([name]) => /_url$/.test(name));
    expect(urls.length).toBeGreaterThan(10);
    for (const [, url] of urls) expect(new URL(url).search).toBe('?sslmode=verify-full');
  });

  it('have a certificate for each server by the name that its clients call it', async () => {
    const made = await composeSecrets();
    const authority = new X509Certificate(made['authority']!);
    for (const server of ['nats', 'postgres', 'minio', 'mailpit']) {
      const certificate = new X509Certificate(made[`${server}_certificate`]!);
      expect(certificate.checkHost(server)).toBe(server);
      expect(certificate.verify(authority.publicKey)).toBe(true);
      expect(certificate.checkPrivateKey(createPrivateKey(made[`${server}_key`]!))).toBe(true);
    }
    expect(Object.values(made).filter((value) => value.includes('PRIVATE KEY'))).toHaveLength(4);
  });

  it('get new certificates without new passwords when their authority is removed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'ouderportaal-secrets-'));
    const read = (name: string) => readFile(join(folder, name), 'utf8');
    expect(await writeComposeSecrets(folder)).toBe('everything');
    const before = [await read('nats_passwords'), await read('nats_certificate')];
    expect(await writeComposeSecrets(folder)).toBe('nothing');
    await rm(join(folder, 'authority'));
    expect(await writeComposeSecrets(folder)).toBe('certificates');
    const after = [await read('nats_passwords'), await read('nats_certificate')];
    expect(after[0]).toBe(before[0]);
    expect(after[1]).not.toBe(before[1]);
    await rm(folder, { recursive: true });
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
