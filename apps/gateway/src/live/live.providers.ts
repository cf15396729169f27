import type { Provider } from '@nestjs/common';
import { LiveStreams } from './live-streams.js';

export const liveProviders: Provider[] = [LiveStreams];
