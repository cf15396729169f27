import {
  allBroadcasts,
  allContracts,
  listeners,
  type Rpc,
  serviceOf,
} from '@ouderportaal/contracts';
import { eventQuestions, streamOf } from './event-streams.js';

/** What one user of the broker may do; whatever is not named is refused. */
export interface BusPermissions {
  readonly publish: readonly string[];
  readonly subscribe: readonly string[];
  /** Whether it may answer the requests it gets, each once. */
  readonly answers: boolean;
}

/** What is said on the bus, and by whom; what is declared in the contracts unless a test says otherwise. */
export interface BusPlan {
  readonly contracts: readonly Pick<Rpc, 'subject'>[];
  readonly broadcasts: readonly string[];
  /** Who hears whose events, by producer. */
  readonly listeners: Readonly<Record<string, readonly string[]>>;
}

export const declaredPlan: BusPlan = {
  contracts: allContracts,
  broadcasts: allBroadcasts,
  listeners,
};

/** The gateway asks every operation and hears broadcasts; it answers nobody and sees no event. */
export function gatewayPermissions(plan: BusPlan = declaredPlan): BusPermissions {
  return {
    publish: plan.contracts.map(({ subject }) => subject),
    subscribe: [inboxOf('gateway'), ...plan.broadcasts],
    answers: false,
  };
}

/**
 * A service answers its own operations and its consumers' questions, says its own events and
 * broadcasts, and hears the producers it listens to. Of JetStream it reaches its own stream and its
 * own durables, by name.
 *
 * The limit of this: the broker checks which stream a service makes, not what of. A service that is
 * taken over could make its own stream again so that it takes in other subjects and passes them on to
 * its inbox. Only streams that somebody else makes would close that.
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
      ...ownStream(service),
      ...heard.flatMap((producer) => [
        eventQuestions.progress(producer, service),
        eventQuestions.replay(producer),
        ...ownDurable(streamOf(producer), service),
      ]),
    ],
    subscribe: [
      inboxOf(service),
      ...plan.contracts.map(({ subject }) => subject).filter(isOwn),
      eventQuestions.progress(service, '*'),
      eventQuestions.replay(service),
    ],
    answers: true,
  };
}

export function permissionsOf(user: string, plan: BusPlan = declaredPlan): BusPermissions {
  return user === 'gateway' ? gatewayPermissions(plan) : servicePermissions(user, plan);
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

/** Where a process gets its answers; nobody else may listen there. */
function inboxOf(user: string): string {
  return `_INBOX_${user}.>`;
}

function ownStream(service: string): string[] {
  return ['INFO', 'CREATE', 'UPDATE'].map((verb) => `$JS.API.STREAM.${verb}.${streamOf(service)}`);
}

function ownDurable(stream: string, durable: string): string[] {
  const verbs = ['INFO', 'CREATE', 'MSG.NEXT'];
  return [
    ...verbs.map((verb) => `$JS.API.CONSUMER.${verb}.${stream}.${durable}`),
    `$JS.ACK.${stream}.${durable}.>`,
  ];
}
