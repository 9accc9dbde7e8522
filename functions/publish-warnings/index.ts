import { SNSClient } from '@aws-sdk/client-sns';
import { parseEnv } from '../shared/env.ts';
import { withTelemetry } from '../shared/telemetry.ts';
import { environment } from './env.ts';
import { publishWarnings } from './handler.ts';
import { snsFeed } from './sns-feed.ts';

const env = parseEnv(environment);

export const handler = withTelemetry(publishWarnings({ feed: snsFeed(new SNSClient(), env.WARNINGS_TOPIC) }));
