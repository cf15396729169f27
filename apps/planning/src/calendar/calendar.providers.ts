import type { Provider } from '@nestjs/common';
import { CalendarService } from './calendar.service.js';

export const calendarProviders: Provider[] = [CalendarService];
