import { describe, expect, it } from 'vitest';
import type { Assembly } from '../../local/assembly.ts';
import { deploy } from '../../local/deployment.ts';

const place = {
  region: 'us-east-1',
  sqsEndpoint: 'http://127.0.0.1:1',
  url: 'http://127.0.0.1:2',
  objects: 'http://127.0.0.1:3',
};

function assemblyOf(
  ...resources: Record<string, { Type: string; Properties?: Record<string, unknown>; Condition?: string }>[]
): Assembly {
  return {
    assets: new Map(),
    stacks: resources.map((one, index) => ({
      name: `Stack${index}`,
      region: undefined,
      template: {
        Parameters: {},
        Mappings: {},
        Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } },
        Outputs: {},
        Resources: Object.fromEntries(
          Object.entries(one).map(([id, { Properties = {}, ...rest }]) => [id, { Properties, ...rest }]),
        ),
      },
    })),
  };
}

describe('deploying an assembly', () => {
  it('refuses a type that cannot run here, naming the resource and the type', () => {
    const assembly = assemblyOf({ Cache: { Type: 'AWS::ElastiCache::CacheCluster' } });
    expect(() => deploy(assembly, place)).toThrow('Cache is of type AWS::ElastiCache::CacheCluster');
  });

  it.each([
    'AWS::IAM::Role',
    'AWS::CloudWatch::Alarm',
    'AWS::Logs::LogGroup',
    'AWS::CDK::Metadata',
    'AWS::Lambda::Permission',
  ])('leaves out %s, which means nothing on one machine', (Type) => {
    expect(deploy(assemblyOf({ One: { Type } }), place).ofType(Type)).toEqual([]);
  });

  it('leaves out what a condition leaves out', () => {
    const assembly = assemblyOf({ Cache: { Type: 'AWS::ElastiCache::CacheCluster', Condition: 'Never' } });
    expect(() => deploy(assembly, place)).not.toThrow();
  });

  it('refuses two resources of one logical id', () => {
    const queue = { Queue: { Type: 'AWS::SQS::Queue' } };
    expect(() => deploy(assemblyOf(queue, queue), place)).toThrow('two stacks');
  });

  it('gives queues their local URL and keeps a name of up to 80 characters', () => {
    const id = 'Q'.repeat(120);
    const [queue] = deploy(assemblyOf({ [id]: { Type: 'AWS::SQS::Queue' } }), place).ofType('AWS::SQS::Queue');
    expect(queue?.identity.ref).toMatch(/^http:\/\/127\.0\.0\.1:1\/000000000000\/Q{71}-[0-9a-f]{8}$/);
  });

  it('puts the address of this machine where CDK puts the one of the API', () => {
    const url = [
      '',
      ['https://', { Ref: 'Api' }, '.execute-api.', { Ref: 'AWS::Region' }, '.', { Ref: 'AWS::URLSuffix' }, '/q'],
    ];
    const assembly = assemblyOf({
      Api: { Type: 'AWS::ApiGatewayV2::Api' },
      Function: { Type: 'AWS::Lambda::Function', Properties: { Url: { 'Fn::Join': url } } },
    });
    expect(deploy(assembly, place).ofType('AWS::Lambda::Function')[0]?.properties).toEqual({
      Url: 'http://127.0.0.1:2/q',
    });
  });

  it('puts the address of the object front where objects of a bucket are reached', () => {
    const origin = { 'Fn::Join': ['', ['https://', { 'Fn::GetAtt': ['Files', 'RegionalDomainName'] }]] };
    const assembly = assemblyOf({
      Files: { Type: 'AWS::S3::Bucket' },
      Function: { Type: 'AWS::Lambda::Function', Properties: { Origin: origin } },
    });
    expect(deploy(assembly, place).ofType('AWS::Lambda::Function')[0]?.properties).toEqual({
      Origin: 'http://127.0.0.1:3',
    });
  });
});
