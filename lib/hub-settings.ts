import * as z from 'zod';
import { isConfigured, type SmsProfile, type SmsProviderName, smsProviderList } from '../domain/sms-profile.ts';

/** The two partitions the hub is made for. AWS China has its own partition, its own accounts and its own service names. */
const partition = z.enum(['aws', 'aws-cn'], { error: 'partition is aws or aws-cn' });
const https = z.url({ protocol: /^https$/, error: 'must be an https:// address' });

const contextSchema = z
  .object({
    province: z.string().regex(/^[a-z][a-z-]*$/, { error: 'province is the name of a file in provinces/, e.g. gansu' }),
    stage: z.string().regex(/^[a-z][a-z0-9]{0,15}$/, { error: 'stage is a short name such as dev or prod' }),
    partition: partition.optional(),
    region: z.string().optional(),
    issuer: https.optional(),
    jwks: https.optional(),
    audience: z.string().min(1).optional(),
    site: https.optional(),
    alarmEmail: z.email().optional(),
    webhookHosts: z
      .string()
      .regex(/^[a-z0-9.-]+(,[a-z0-9.-]+)*$/, { error: 'webhookHosts are host names, comma-separated' })
      .transform((hosts) => hosts.split(','))
      .optional(),
    smsProviders: smsProviderList.optional(),
  })
  .refine((context) => context.stage === 'dev' || context.issuer !== undefined, {
    error: 'a stage other than dev needs -c issuer=https://… : without it no member of staff can sign in',
    path: ['issuer'],
  });

/** What was given with `-c` does not do; the message names each setting and what would be right. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/** What the person deploying decides, apart from the province's own rules. */
export interface HubSettings {
  readonly province: string;
  readonly stage: string;
  /** Set for AWS China and wherever a region was named; else the stack fits any account and region of its partition. */
  readonly region?: string;
  readonly china: boolean;
  readonly tokens: { readonly issuer: string; readonly audience: string; readonly jwks: string };
  /** Public address of the hub, without a trailing slash; undefined: the API's own. */
  readonly site?: string;
  readonly alarmEmail?: string;
  /** Hosts of departments that may be told over http or inside a private network; others only over https, in public. */
  readonly webhookHosts: readonly string[];
  /** Who sends this stage's text messages instead of those that the province's rules name; a province that sends none sends none. */
  readonly smsProviders?: readonly SmsProviderName[];
}

/** Accepts no token at all: `.invalid` never resolves (RFC 2606). A stage `dev` may stand without an issuer of tokens. */
const NO_ISSUER = 'https://issuer.invalid';
const CHINA_REGION = 'cn-north-1';

/** Reads `-c name=value` (or cdk.json). Throws a `SettingsError`. */
export function readSettings(read: (name: string) => unknown): HubSettings {
  const names = Object.keys(contextSchema.shape);
  const parsed = contextSchema.safeParse(Object.fromEntries(names.map((name) => [name, read(name)])));
  if (!parsed.success) throw new SettingsError(explain(parsed.error));
  const { province, stage, region, site, alarmEmail, webhookHosts = [], smsProviders, ...given } = parsed.data;
  const china = given.partition === 'aws-cn' || region?.startsWith('cn-') === true;
  const placed = region ?? (china ? CHINA_REGION : undefined);
  if (china !== (placed?.startsWith('cn-') ?? false))
    throw new SettingsError(`-c region: ${placed} is not in partition aws-cn`);
  const issuer = given.issuer ?? NO_ISSUER;
  return {
    province,
    stage,
    china,
    webhookHosts,
    tokens: {
      issuer,
      audience: given.audience ?? 'jiuzhu-hub',
      jwks: given.jwks ?? `${issuer.replace(/\/$/, '')}/.well-known/jwks.json`,
    },
    ...(placed !== undefined && { region: placed }),
    ...(site !== undefined && { site: site.replace(/\/$/, '') }),
    ...(alarmEmail !== undefined && { alarmEmail }),
    ...(smsProviders !== undefined && { smsProviders }),
  };
}

/** Throws a `SettingsError` where text messages are to be sent by a provider of which the rules do not say what calling it needs. */
export function requireConfigured({ smsProviders = [] }: HubSettings, sms: SmsProfile): void {
  const missing = smsProviders.filter((name) => !isConfigured(sms, name));
  if (missing.length > 0)
    throw new SettingsError(`-c smsProviders: the rules have no block sms.${missing.join(', sms.')}`);
}

function explain(error: z.ZodError): string {
  return error.issues.map((issue) => `-c ${issue.path.join('.')}: ${issue.message}`).join('\n');
}
