import type { Provider } from '@nestjs/common';
import { LogIn } from './log-in.js';
import { LoginThrottle } from './login-throttle.js';
import { LoginThrottleJobs } from './login-throttle.jobs.js';
import { LoginThrottleRepository } from './login-throttle.repository.js';
import { RecentFailures } from './recent-failures.js';
import { SessionsBroadcast } from './sessions.broadcast.js';
import { SessionsRepository } from './sessions.repository.js';
import { SessionsService } from './sessions.service.js';

export const sessionsProviders: Provider[] = [
  LogIn,
  LoginThrottle,
  LoginThrottleJobs,
  LoginThrottleRepository,
  RecentFailures,
  SessionsBroadcast,
  SessionsRepository,
  SessionsService,
];
