import { RequestMapping, RequestMethod, SetMetadata } from '@nestjs/common';
import type { Rpc } from '@ouderportaal/contracts';

const CONTRACT = Symbol('CONTRACT');
const PUBLIC = Symbol('PUBLIC');

/** Path prefix of the HTTP API. */
export const API = '/api';

/** The route, the rights and the documentation of a method are those of a contract. */
export function RouteOf(contract: Rpc): MethodDecorator {
  const { route } = contract;
  if (!route) throw new Error(`${contract.subject} has no route`);
  const map = RequestMapping({ path: API + route.path, method: RequestMethod[route.method] });
  return (target, key, descriptor) => {
    SetMetadata(CONTRACT, contract)(target, key, descriptor as PropertyDescriptor);
    return map(target, key, descriptor);
  };
}

export function contractOf(handler: object): Rpc | undefined {
  return Reflect.getMetadata(CONTRACT, handler) as Rpc | undefined;
}

/** Lets unauthenticated callers in; `ActorGuard` refuses handlers that have neither a contract nor this. */
export const Public = (): ClassDecorator => SetMetadata(PUBLIC, true);

export function isPublic(controller: object): boolean {
  return Reflect.getMetadata(PUBLIC, controller) === true;
}
