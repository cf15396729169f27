import { defineService } from '@ouderportaal/service';
import { CareRequest } from './care-requests/care-request.entity.js';
import { DecisionAnnouncement } from './care-requests/decision-announcement.entity.js';
import { PlanningModule } from './planning.module.js';
import { PlanningPolicy } from './policies/planning-policy.entity.js';

export const planning = defineService({
  name: 'planning',
  module: PlanningModule,
  migrations: new URL('./database/migrations/', import.meta.url),
  entities: [CareRequest, DecisionAnnouncement, PlanningPolicy],
  constraints: {
    ck_slot_not_overfull: 'no-place-left',
    ex_booking_one_place_at_a_time: 'already-requested',
    ex_placement_day_one_place_at_a_time: 'import-invalid',
  },
});
