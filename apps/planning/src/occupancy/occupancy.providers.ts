import type { Provider } from '@nestjs/common';
import { GroupDaysService } from './group-days.service.js';
import { OccupancyRepository } from './occupancy.repository.js';

export const occupancyProviders: Provider[] = [GroupDaysService, OccupancyRepository];
