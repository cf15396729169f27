import { run, spawnManaged, succeeds } from '@ouderportaal/backing-services';

export type Log = (line: string) => void;

/** The docker command, talking to one engine. */
export class Docker {
  private readonly env: NodeJS.ProcessEnv;

  constructor(
    readonly socketPath: string,
    readonly log: Log,
    inherited: NodeJS.ProcessEnv,
    /** The compose command: `['docker', 'compose']`, or a program of its own. */
    private readonly compose: readonly string[],
  ) {
    // The engine's own builder: BuildKit would need a plugin that Debian does not have.
    this.env = { ...inherited, DOCKER_HOST: `unix://${socketPath}`, DOCKER_BUILDKIT: '0' };
  }

  run(args: readonly string[], timeoutMs?: number): Promise<string> {
    return run('docker', args, { env: this.env, timeoutMs });
  }

  succeeds(args: readonly string[], timeoutMs?: number): Promise<boolean> {
    return succeeds('docker', args, { env: this.env, timeoutMs });
  }

  /** Runs a command that goes on telling, line by line, until the function that it gives is called. */
  async follow(
    args: readonly string[],
    onLine: (line: string) => void,
  ): Promise<() => Promise<void>> {
    const name = `docker ${args[0] ?? ''}`;
    const child = await spawnManaged({ name, command: 'docker', args, env: this.env, onLine });
    return () => child.stop();
  }

  hasImage(image: string): Promise<boolean> {
    return this.succeeds(['image', 'inspect', image]);
  }

  /** With the machine's own network: a build fetches packages. */
  build(args: readonly string[]): Promise<string> {
    return this.run(['build', '--network', 'host', ...args]);
  }

  /** `docker compose` with variables for the file. */
  composeRun(args: readonly string[], variables: Record<string, string>): Promise<string> {
    const [command = 'docker', ...first] = this.compose;
    return run(command, [...first, ...args], { env: { ...this.env, ...variables } });
  }
}
