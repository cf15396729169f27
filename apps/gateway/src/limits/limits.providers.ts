import type { Provider } from '@nestjs/common';
import { Admission } from './admission.js';

export const limitsProviders: Provider[] = [Admission];
