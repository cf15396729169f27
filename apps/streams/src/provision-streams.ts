import {
  type BusAddress,
  connectBus,
  leaveBus,
  STREAM_PROVISIONER,
  StreamProvisioner,
} from '@ouderportaal/bus/runtime';
import { listeners } from '@ouderportaal/contracts';

/** Makes the portal's streams, and watches over them from within this process until it is told to stop. */
export async function provisionStreams(
  address: BusAddress,
  log: (line: string) => void,
): Promise<{ stop(): Promise<void> }> {
  const connection = await connectBus(STREAM_PROVISIONER, address);
  const keeper = new StreamProvisioner(connection, {
    listeners,
    onRepair: (what) => log(`NATS had lost ${what}; it was made again.`),
    // It looks again soon; a broker that is away is everybody's trouble and said elsewhere.
    onError: () => {},
  });
  try {
    await keeper.keep();
  } catch (error) {
    await leaveBus(connection);
    throw error;
  }
  keeper.start();
  return {
    stop: async () => {
      const stopped = keeper.stop();
      await leaveBus(connection);
      await stopped;
    },
  };
}
