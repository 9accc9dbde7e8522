import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import * as z from 'zod';
import { readSettings } from '../../lib/hub-settings.ts';
import { HubStack } from '../../lib/hub-stack.ts';

const resource = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  DeletionPolicy: z.string().optional(),
  UpdateReplacePolicy: z.string().optional(),
});
const templateSchema = z.object({
  Resources: z.record(z.string(), resource),
  Outputs: z.record(z.string(), z.object({ Value: z.unknown() })),
});
export type Resource = z.output<typeof resource> & { readonly id: string };

/** A synthesized template, without bundles: what CloudFormation would get. */
export class Synthesized {
  private readonly text: string;
  readonly outputs: Readonly<Record<string, unknown>>;
  private readonly resources: readonly Resource[];

  constructor(template: unknown) {
    this.text = JSON.stringify(template);
    const { Resources, Outputs } = templateSchema.parse(template);
    this.resources = Object.entries(Resources).map(([id, found]) => ({ ...found, id }));
    this.outputs = Object.fromEntries(Object.entries(Outputs).map(([name, { Value }]) => [name, Value]));
  }

  /** Whether the template's JSON holds these characters; a plain answer, because the whole text would drown a report. */
  mentions(characters: string): boolean {
    return this.text.includes(characters);
  }

  types(): readonly string[] {
    return [...new Set(this.resources.map((found) => found.Type))].sort();
  }

  all(type: string): readonly Resource[] {
    return this.resources.filter((found) => found.Type === type);
  }

  /** The function of a folder, found by the service name that its log lines carry. */
  functionOf(name: string): { readonly id: string; readonly variables: Readonly<Record<string, unknown>> } {
    for (const { id, Properties } of this.all('AWS::Lambda::Function')) {
      const { Variables } = environment.parse(Properties['Environment']);
      if (Variables['POWERTOOLS_SERVICE_NAME'] === name) return { id, variables: Variables };
    }
    throw new Error(`no function ${name}`);
  }

  /** Policy statements of a function's own role. */
  statementsOf(name: string): readonly Statement[] {
    const { id } = this.functionOf(name);
    const role = this.all('AWS::Lambda::Function').find((found) => found.id === id)?.Properties['Role'];
    const roleId = getAtt.parse(role)['Fn::GetAtt'][0];
    return this.all('AWS::IAM::Policy')
      .map(({ Properties }) => policy.parse(Properties))
      .filter(({ Roles }) => Roles.some((attached) => attached.Ref === roleId))
      .flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
  }
}

const environment = z.object({ Variables: z.record(z.string(), z.unknown()) });
const getAtt = z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) });
const listed = <T extends z.ZodType>(value: T) => z.union([z.array(value), value.transform((one) => [one])]);
const statement = z.object({
  Effect: z.enum(['Allow', 'Deny']),
  Action: listed(z.string()),
  Resource: listed(z.unknown()).optional(),
  NotResource: z.unknown().optional(),
  Condition: z.unknown().optional(),
});
export type Statement = z.output<typeof statement>;
const policy = z.object({
  Roles: z.array(z.object({ Ref: z.string() })),
  PolicyDocument: z.object({ Statement: z.array(statement) }),
});

/** Synthesizes the hub of a province that has only a name; `context` is what `-c` would set. */
export function synthesize(context: Readonly<Record<string, string>> = {}): Synthesized {
  const app = new App({
    context: { province: 'gansu', stage: 'dev', 'aws:cdk:bundling-stacks': [], ...context },
    analyticsReporting: false,
  });
  const settings = readSettings((name) => app.node.tryGetContext(name));
  const stack = new HubStack(app, 'jiuzhu-gansu-dev', {
    settings,
    provinceJson: '{}',
    smsProviders: ['sns', 'aliyun', 'tencent', 'mas'],
  });
  // An unexplained finding makes synth throw.
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return new Synthesized(app.synth().getStackArtifact(stack.artifactId).template);
}
