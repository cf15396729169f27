import { PROCESS_NAMES } from '@ouderportaal/contracts';
import { describe, expect, it } from '@jest/globals';
import { BROKER_USERS, type BrokerUser } from '@ouderportaal/bus/runtime';

import {
  allManifests,
  documentsOf,
  type Kustomization,
  type Manifest,
  manifestFiles,
} from './support/manifests.js';

const all = allManifests();
const ofKind = (kind: string) => all.filter((one) => one.kind === kind);
const named = (kind: string, name: string): Manifest => {
  const found = ofKind(kind).find(({ metadata }) => metadata.name === name);
  if (!found) throw new Error(`There is no ${kind} ${name}`);
  return found;
};
const podsOf = ({ spec }: Manifest) => spec.template!.spec;
const programOf = (name: BrokerUser) =>
  name === 'streams' ? 'dist/apps/streams/src/main.js' : `dist/apps/${name}/src/main.js`;
const [kustomization] = documentsOf<Kustomization>('kustomization.yml');

describe('The Kubernetes base', () => {
  it('lists every manifest that is there', () => {
    const others = manifestFiles().filter((file) => file !== 'kustomization.yml');
    expect(kustomization!.resources.toSorted()).toEqual(others.toSorted());
  });

  it('has a Deployment for each process, one for the streams, and no other', () => {
    const names = ofKind('Deployment').map(({ metadata }) => metadata.name);
    expect(names.toSorted()).toEqual([...BROKER_USERS].sort());
  });

  it('pins the image to one tag', () => {
    const [image] = kustomization!.images;
    expect(image).toMatchObject({ name: 'ouderportaal' });
    expect(image!.newTag).toMatch(/^\d+\.\d+\.\d+$/);
    const containers = [...ofKind('Deployment'), ...ofKind('Job')].flatMap(
      (one) => podsOf(one).containers,
    );
    expect(new Set(containers.map((container) => container.image))).toEqual(
      new Set(['ouderportaal']),
    );
  });

  it.each(BROKER_USERS)('probes and bounds %s, and keeps it from privileges', (name) => {
    const pod = podsOf(named('Deployment', name));
    const [container] = pod.containers;
    expect(container!.command).toEqual(['node', programOf(name)]);
    expect(container!.startupProbe?.httpGet.path).toBe('/health/live');
    expect(container!.livenessProbe?.httpGet.path).toBe('/health/live');
    expect(container!.readinessProbe?.httpGet.path).toBe('/health/ready');
    expect(container!.resources?.requests).toHaveProperty('memory');
    expect(container!.resources?.limits).toHaveProperty('memory');
    expect(container!.resources?.limits).toHaveProperty('cpu');
    expect(pod.automountServiceAccountToken).toBe(false);
  });

  it('runs every pod without root, writable root and privileges', () => {
    for (const one of [...ofKind('Deployment'), ...ofKind('Job')]) {
      const pod = podsOf(one);
      expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 10_001 });
      for (const { securityContext } of pod.containers) {
        expect(securityContext).toEqual({
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        });
      }
    }
  });

  it('hands secrets over as files of a Secret of the process alone', () => {
    const secret = /(PASSWORD|KEY|KEYS|HASH|DATABASE_URL|WORKER_URL|SMTP_URL)$/;
    for (const one of [...ofKind('Deployment'), ...ofKind('Job')]) {
      const { containers, volumes } = podsOf(one);
      const names = containers.flatMap(({ env }) => env ?? []).map(({ name }) => name);
      expect(names.filter((name) => secret.test(name))).toEqual([]);
      const mounted = (volumes ?? []).flatMap((volume) => volume.secret?.secretName ?? []);
      expect(mounted).toEqual([one.metadata.name]);
    }
  });

  it.each([...PROCESS_NAMES])('scales %s and keeps one of it through a disruption', (name) => {
    const scaler = named('HorizontalPodAutoscaler', name).spec;
    expect(scaler.scaleTargetRef).toMatchObject({ kind: 'Deployment', name });
    expect(scaler.minReplicas).toBeGreaterThanOrEqual(2);
    expect(scaler.maxReplicas).toBeGreaterThan(scaler.minReplicas!);
    const budget = named('PodDisruptionBudget', name).spec;
    expect(budget.minAvailable).toBe(1);
    expect(budget.selector?.matchLabels).toEqual({ app: name });
    expect(named('Service', name).spec.selector).toEqual({ app: name });
  });

  it('denies all traffic that no policy names', () => {
    const deny = named('NetworkPolicy', 'deny-by-default').spec;
    expect(deny).toEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
  });

  it('S37: lets the world reach the API’s port and only monitoring the port of its metrics', () => {
    const { metadata, spec } = named('Deployment', 'gateway').spec.template as unknown as {
      metadata: { annotations: Record<string, string> };
      spec: { containers: { env: { name: string; value: string }[] }[] };
    };
    const told = spec.containers[0]!.env.find(({ name }) => name === 'METRICS_PORT')?.value;
    expect(metadata.annotations['prometheus.io/port']).toBe(told);
    const outside = JSON.stringify([
      named('NetworkPolicy', 'gateway-from-ingress').spec,
      named('Service', 'gateway').spec,
    ]);
    expect(outside).not.toContain(told);
  });

  it('S37: tells the gateway its origin and its proxies, and hides the documentation', () => {
    const env = podsOf(named('Deployment', 'gateway')).containers[0]!.env ?? [];
    const told = Object.fromEntries(env.map(({ name, value }) => [name, value]));
    expect(told['PUBLIC_ORIGIN']).toMatch(/^https:/);
    expect(told['TRUSTED_PROXIES']).toMatch(/^(none|[\da-f:.]+\/\d+)/);
    expect(told['API_DOCS']).toBe('off');
  });

  it('S35: encrypts what every process says to broker, database and object store', () => {
    for (const one of [...ofKind('Deployment'), ...ofKind('Job')]) {
      const { name: process } = one.metadata;
      const env = podsOf(one).containers.flatMap((container) => container.env ?? []);
      const told = Object.fromEntries(env.map(({ name, value }) => [name, value]));
      const authority = `/run/secrets/${process}/authority`;
      if (process !== 'migrate') {
        expect(told).toMatchObject({ NATS_URL: 'tls://nats:4222', NATS_CA_FILE: authority });
      }
      if ('DATABASE_URL_FILE' in told || process === 'migrate') {
        expect(told).toHaveProperty('DATABASE_CA_FILE', authority);
      }
      if (process === 'media' || process === 'gateway') {
        expect(told).toMatchObject({
          OBJECT_STORE_URL: 'https://minio:9000',
          OBJECT_STORE_CA_FILE: authority,
        });
      }
    }
  });

  it('gives the gateway no way to the database', () => {
    const policies = ofKind('NetworkPolicy').filter(({ spec }) =>
      JSON.stringify(spec).includes('5432'),
    );
    expect(policies).toHaveLength(1);
    expect(JSON.stringify(policies[0])).not.toContain('gateway');
  });
});
