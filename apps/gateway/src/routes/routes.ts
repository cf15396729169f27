import { Controller, Req, Res, type Type } from '@nestjs/common';
import { type Rpc, serviceOf } from '@ouderportaal/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { identifierOf, named } from './generated.js';
import { operationOf, Operations } from './operations.js';
import { RouteOf } from './route-of.js';

type Method = (this: Operating, request: FastifyRequest, reply: FastifyReply) => Promise<void>;

/** What every generated controller holds. */
interface Operating {
  operations: Operations;
}

/** A Nest controller for each service, with a method for each of its contracts that has a route. */
export function controllersOf(contracts: readonly Rpc[]): Type[] {
  const byService = Map.groupBy(
    contracts.filter(({ route }) => route !== null),
    serviceOf,
  );
  return [...byService].map(([service, theirs]) => controllerOf(service, theirs));
}

function controllerOf(service: string, contracts: readonly Rpc[]): Type {
  @Controller()
  class ServiceController implements Operating {
    constructor(readonly operations: Operations) {}
  }
  for (const contract of contracts) addMethod(ServiceController.prototype, contract);
  return named(ServiceController, service);
}

/** Writes what `@RouteOf(contract) method(@Req() request, @Res() reply)` would. */
function addMethod(prototype: object, contract: Rpc): void {
  const operation = operationOf(contract);
  const name = identifierOf(contract.subject);
  const method: Method = async function (request, reply) {
    this.operations.send(contract, reply, await this.operations.ask(operation, request));
  };
  const descriptor = { value: method, writable: true, configurable: true, enumerable: false };
  Object.defineProperty(prototype, name, descriptor);
  Req()(prototype, name, 0);
  Res()(prototype, name, 1);
  RouteOf(contract)(prototype, name, descriptor);
}
