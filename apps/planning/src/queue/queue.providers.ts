import type { Provider } from '@nestjs/common';
import { ApprovalService } from './approval.service.js';
import { DecideService } from './decide.service.js';
import { ObstaclesRepository } from './obstacles.repository.js';
import { QueueRepository } from './queue.repository.js';
import { QueueService } from './queue.service.js';
import { SlotsRepository } from './slots.repository.js';
import { TakeBackService } from './take-back.service.js';

export const queueProviders: Provider[] = [
  ApprovalService,
  DecideService,
  ObstaclesRepository,
  QueueRepository,
  QueueService,
  SlotsRepository,
  TakeBackService,
];
