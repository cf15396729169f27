import type { World } from './world.js';

export interface Fault {
  name: string;
  /** How many seconds it may take after the fault until the portal takes a change again (N11). */
  recoversWithin: number;
  /**
   * Makes the fault, and ends when it is over: only the portal's own recovery is left to come. Tells what
   * it measured meanwhile.
   */
  strike(world: World, tell: (what: string) => void): Promise<void>;
  /** How many mails in hand may come a second time. */
  mayDouble?: number;
}
