import type { Provider } from '@nestjs/common';
import { ObjectReader } from './object-reader.js';

export const filesProviders: Provider[] = [ObjectReader];
