import type { Provider } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { ActorGuard } from './actor.guard.js';
import { Operators } from './operators.js';
import { Organisations } from './organisations.js';
import { Sessions } from './sessions.js';

export const sessionsProviders: Provider[] = [
  { provide: APP_GUARD, useClass: ActorGuard },
  Operators,
  Organisations,
  Sessions,
];
