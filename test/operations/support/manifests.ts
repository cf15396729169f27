import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

const FOLDER = 'deploy/kubernetes';

/** The parts of a manifest that the tests look at; absent where its kind has none. */
export interface Manifest {
  kind: string;
  metadata: { name: string };
  spec: {
    replicas?: number;
    template?: { spec: PodSpec; metadata: { labels: Record<string, string> } };
    selector?: { matchLabels?: Record<string, string>; app?: string };
    minAvailable?: number;
    minReplicas?: number;
    maxReplicas?: number;
    scaleTargetRef?: { kind: string; name: string };
    podSelector?: object;
    policyTypes?: string[];
    ingress?: unknown[];
    egress?: unknown[];
  };
}

interface PodSpec {
  automountServiceAccountToken?: boolean;
  securityContext?: { runAsNonRoot?: boolean; runAsUser?: number };
  containers: Container[];
  volumes?: { name: string; secret?: { secretName: string } }[];
}

interface Container {
  name: string;
  image: string;
  command: string[];
  env?: { name: string; value?: string }[];
  resources?: { requests?: Record<string, string>; limits?: Record<string, string> };
  securityContext?: {
    allowPrivilegeEscalation?: boolean;
    readOnlyRootFilesystem?: boolean;
    capabilities?: { drop?: string[] };
  };
  startupProbe?: Probe;
  readinessProbe?: Probe;
  livenessProbe?: Probe;
}

interface Probe {
  httpGet: { path: string };
}

export interface Kustomization {
  resources: string[];
  images: { name: string; newName: string; newTag: string }[];
}

export function manifestFiles(): string[] {
  return readdirSync(FOLDER).filter((name) => name.endsWith('.yml'));
}

/** Every document of a file; throws where it is not YAML. */
export function documentsOf<T>(file: string): T[] {
  const documents = parseAllDocuments(readFileSync(join(FOLDER, file), 'utf8'));
  if (!Array.isArray(documents)) return [];
  return documents.map((document) => {
    if (document.errors.length > 0) throw new Error(`${file}: ${String(document.errors[0])}`);
    return document.toJS() as T;
  });
}

export function allManifests(): Manifest[] {
  return manifestFiles()
    .filter((file) => file !== 'kustomization.yml')
    .flatMap((file) => documentsOf<Manifest>(file));
}
