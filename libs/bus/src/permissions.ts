import {
  allBroadcasts,
  allContracts,
  listeners,
  type Rpc,
  serviceOf,
} from '@ouderportaal/contracts';
import { eventQuestions, streamOf } from './event-streams.js';
import { STREAM_PROVISIONER } from './stream-provisioner.js';

/** What one user of the broker may do; whatever is not named is refused. */
interface BusPermissions {
  readonly publish: readonly string[];
  readonly subscribe: readonly string[];
  /** Whether it may answer the requests it gets, each once. */
  readonly answers: boolean;
}

/** What permissions follow from: operations, broadcasts and listeners of the contracts, unless a test passes its own. */
export interface BusPlan {
  readonly contracts: readonly Pick<Rpc, 'subject'>[];
  readonly broadcasts: readonly string[];
  /** Consuming services by producer. */
  readonly listeners: Readonly<Record<string, readonly string[]>>;
}

export const declaredPlan: BusPlan = {
  contracts: allContracts,
  broadcasts: allBroadcasts,
  listeners,
};

/** The gateway asks every operation and hears broadcasts; it answers nobody and sees no event. */
function gatewayPermissions(plan: BusPlan = declaredPlan): BusPermissions {
  return {
    publish: plan.contracts.map(({ subject }) => subject),
    subscribe: [inboxOf('gateway'), ...plan.broadcasts],
    answers: false,
  };
}

/**
 * A service answers its own operations and its consumers' questions, says its own events and
 * broadcasts, and hears the producers it listens to. Of JetStream it reaches its own durables, by name,
 * to see, read and acknowledge; it makes nothing there, not even its own stream.
 */
export function servicePermissions(service: string, plan: BusPlan = declaredPlan): BusPermissions {
  const isOwn = (subject: string) => serviceOf({ subject }) === service;
  const heard = Object.keys(plan.listeners).filter((producer) =>
    plan.listeners[producer]?.includes(service),
  );
  return {
    publish: [
      `${service}.events.>`,
      ...plan.broadcasts.filter(isOwn),
      ...heard.flatMap((producer) => [
        eventQuestions.progress(producer, service),
        eventQuestions.replay(producer),
        eventQuestions.snapshot(producer, service),
        ...ownDurable(streamOf(producer), service),
      ]),
    ],
    subscribe: [
      inboxOf(service),
      ...plan.contracts.map(({ subject }) => subject).filter(isOwn),
      eventQuestions.progress(service, '*'),
      eventQuestions.replay(service),
      eventQuestions.snapshot(service, '*'),
    ],
    answers: true,
  };
}

/**
 * The keeper of the streams makes them and their durables, by name, and puts streams right. It reads no
 * event and removes nothing.
 */
function keeperPermissions(plan: BusPlan = declaredPlan): BusPermissions {
  const onStream = ['INFO', 'CREATE', 'UPDATE'];
  const onDurable = ['INFO', 'CREATE'];
  return {
    publish: Object.entries(plan.listeners).flatMap(([producer, services]) => {
      const stream = streamOf(producer);
      return [
        ...onStream.map((verb) => `$JS.API.STREAM.${verb}.${stream}`),
        ...services.flatMap((service) =>
          onDurable.map((verb) => `$JS.API.CONSUMER.${verb}.${stream}.${service}`),
        ),
      ];
    }),
    subscribe: [inboxOf(STREAM_PROVISIONER)],
    answers: false,
  };
}

export function permissionsOf(user: string, plan: BusPlan = declaredPlan): BusPermissions {
  if (user === 'gateway') return gatewayPermissions(plan);
  return user === STREAM_PROVISIONER ? keeperPermissions(plan) : servicePermissions(user, plan);
}

/** One user in the language of the broker's configuration. */
export function brokerUser(user: string, password: string, permissions: BusPermissions): string {
  const { publish, subscribe, answers } = permissions;
  return JSON.stringify({
    user,
    password,
    permissions: {
      publish: { allow: publish },
      subscribe: { allow: subscribe },
      ...(answers ? { allow_responses: { max: 1, expires: '2m' } } : {}),
    },
  });
}

/** Reply subjects of one process; no other user may subscribe to them. */
function inboxOf(user: string): string {
  return `_INBOX_${user}.>`;
}

function ownDurable(stream: string, durable: string): string[] {
  const verbs = ['INFO', 'MSG.NEXT'];
  return [
    ...verbs.map((verb) => `$JS.API.CONSUMER.${verb}.${stream}.${durable}`),
    `$JS.ACK.${stream}.${durable}.>`,
  ];
}
