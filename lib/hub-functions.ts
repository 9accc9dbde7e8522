import { Construct } from 'constructs';
import type { SmsProviderName } from '../domain/sms-profile.ts';
import { tableNames } from '../functions/shared/dynamo/tables.ts';
import { bindBucket, bindRows, bindSealing, bindTable } from './bind.ts';
import type { Beside } from './function-code.ts';
import { type FunctionName, type FunctionSpec, functionNames, functionSpecs } from './function-specs.ts';
import { HubFunction } from './hub-function.ts';
import type { HubSettings } from './hub-settings.ts';
import type { HubStores } from './hub-stores.ts';
import type { SmsSecrets } from './sms-secrets.ts';

export interface HubFunctionsProps {
  readonly settings: HubSettings;
  readonly provinceJson: string;
  readonly smsProviders: readonly SmsProviderName[];
  readonly smsSecrets: SmsSecrets;
  readonly files: Partial<Record<FunctionName, Readonly<Record<string, Beside>>>>;
  readonly stores: HubStores;
}

/** Every function of the hub, each with the stores that its line in function-specs.ts names. */
export class HubFunctions extends Construct {
  private readonly functions: ReadonlyMap<FunctionName, HubFunction>;

  constructor(scope: Construct, id: string, props: HubFunctionsProps) {
    super(scope, id);
    this.functions = new Map(functionNames.map((name) => [name, this.make(name, props)]));
  }

  get(name: FunctionName): HubFunction {
    const found = this.functions.get(name);
    if (!found) throw new Error(`no function ${name}`);
    return found;
  }

  private make(
    name: FunctionName,
    { settings, provinceJson, smsProviders, smsSecrets, files, stores }: HubFunctionsProps,
  ): HubFunction {
    const spec = functionSpecs[name];
    const { issuer, audience, jwks } = settings.tokens;
    const made = new HubFunction(this, pascal(name), {
      ...spec,
      name,
      key: stores.storeKey,
      files: { 'province.json': { text: provinceJson }, ...files[name] },
      environment: {
        ...(spec.namesFiles && { FILES_ORIGIN: stores.files.origin }),
        ...(spec.namesStage && { STAGE: settings.stage }),
        ...((spec.notifies || spec.sends) && { SMS_PROVIDERS: smsProviders.join() || 'none' }),
        ...(spec.sends && { SMS_SECRETS: smsSecrets.prefix }),
        ...(spec.callsOut && { WEBHOOK_HOSTS: settings.webhookHosts.join() || 'none' }),
        ...(spec.staff && { TOKEN_ISSUER: issuer, TOKEN_AUDIENCE: audience, TOKEN_JWKS: jwks }),
      },
    });
    this.bindStores(made, spec, stores);
    return made;
  }

  private bindStores(made: HubFunction, spec: FunctionSpec, stores: HubStores): void {
    for (const table of tableNames) {
      const access = spec.tables[table];
      if (access) bindTable(made, stores.table(table), access);
    }
    if (spec.files) bindBucket(made, stores.files, spec.files);
    if (!spec.seals) return;
    bindSealing(made, stores.dataKey);
    bindRows(made, stores.table('Access'), rowsOf(spec));
  }
}

/** What it may write into Access. */
const rowsOf = ({ archives, callsOut, keepsOffices }: FunctionSpec) => [
  'DATAKEY#',
  ...(archives ? ['PROFILE#'] : []),
  ...(callsOut ? ['WEBHOOK#'] : []),
  ...(keepsOffices ? ['OFFICES'] : []),
];

const pascal = (name: string) => name.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
