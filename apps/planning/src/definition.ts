import type { ServiceDefinition } from '@ouderportaal/service';
import { CareRequest } from './care-requests/care-request.entity.js';

export const definition: ServiceDefinition = {
  service: 'planning',
  entities: [CareRequest],
  constraints: {
    ck_slot_not_overfull: 'no-place-left',
    ex_placement_day_one_place_at_a_time: 'import-invalid',
  },
};
