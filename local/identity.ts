import { createHash } from 'node:crypto';

/** The account of everything that runs here, which the emulators assume too. */
export const ACCOUNT = '000000000000';

/** What functions here sign with. No secret: only addresses signed for somebody else are checked, so that they do what they say. */
export const SECRET_KEY = 'local';

/** Where the deployment lies: what names and addresses are made of. */
export interface Place {
  readonly region: string;
  readonly sqsEndpoint: string;
  /** Address of the HTTP API, without a trailing slash. */
  readonly url: string;
  /** Address of the object front, without a trailing slash. */
  readonly objects: string;
}

/** What `Ref` and `Fn::GetAtt` of a resource give. */
export interface Identity {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** A resource's physical name given in the template, where it has one. */
export type NameOf = (property: string) => string | undefined;

const MAX_NAME = 80;

/** `id`, shortened with a hash of the whole where a service would refuse its length. */
function shortened(id: string, limit = MAX_NAME): string {
  if (id.length <= limit) return id;
  return `${id.slice(0, limit - 9)}-${createHash('sha256').update(id).digest('hex').slice(0, 8)}`;
}

/** A UUID that stays the same from start to start. */
function stableUuid(id: string): string {
  const hex = createHash('sha256').update(id).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}

type Identify = (id: string, name: NameOf, place: Place) => Identity;

const arn = (service: string, region: string, rest: string): string =>
  `arn:aws:${service}:${region}:${ACCOUNT}:${rest}`;

const identities: Readonly<Record<string, Identify>> = {
  'AWS::DynamoDB::Table': (id, name, { region }) => {
    const table = name('TableName') ?? id;
    const Arn = arn('dynamodb', region, `table/${table}`);
    return { ref: table, attributes: { Arn, StreamArn: `${Arn}/stream/local` } };
  },
  'AWS::SQS::Queue': (id, name, { region, sqsEndpoint }) => {
    const queue =
      name('QueueName') ?? (name('FifoQueue') === 'true' ? `${shortened(id, MAX_NAME - 5)}.fifo` : shortened(id));
    const url = `${sqsEndpoint}/${ACCOUNT}/${queue}`;
    return { ref: url, attributes: { Arn: arn('sqs', region, queue), QueueName: queue, QueueUrl: url } };
  },
  'AWS::SNS::Topic': (id, name, { region }) => {
    const topic = name('TopicName') ?? id;
    const TopicArn = arn('sns', region, topic);
    return { ref: TopicArn, attributes: { TopicArn, TopicName: topic } };
  },
  'AWS::Lambda::Function': (id, name, { region }) => {
    const ref = name('FunctionName') ?? shortened(id, 64);
    return { ref, attributes: { Arn: arn('lambda', region, `function:${ref}`) } };
  },
  'AWS::KMS::Key': (id, _name, { region }) => {
    const KeyId = stableUuid(id);
    return { ref: KeyId, attributes: { KeyId, Arn: arn('kms', region, `key/${KeyId}`) } };
  },
  'AWS::KMS::Alias': (id, name) => ({ ref: name('AliasName') ?? `alias/${id}`, attributes: {} }),
  'AWS::SecretsManager::Secret': (id, name, { region }) => {
    const Id = arn('secretsmanager', region, `secret:${name('Name') ?? id}`);
    return { ref: Id, attributes: { Id } };
  },
  'AWS::S3::Bucket': (id, name, { region }) => {
    const ref = name('BucketName') ?? shortened(id.toLowerCase(), 63);
    return { ref, attributes: { Arn: `arn:aws:s3:::${ref}`, RegionalDomainName: bucketHost(ref, region) } };
  },
  'AWS::ApiGatewayV2::Api': (id, _name, { url }) => ({
    ref: apiId(id),
    attributes: { ApiId: apiId(id), ApiEndpoint: url },
  }),
  'AWS::Events::Rule': (id, name, { region }) => {
    const ref = name('Name') ?? shortened(id, 64);
    return { ref, attributes: { Arn: arn('events', region, `rule/${ref}`) } };
  },
  'AWS::Logs::LogGroup': (id, name, { region }) => {
    const ref = name('LogGroupName') ?? id;
    return { ref, attributes: { Arn: arn('logs', region, `log-group:${ref}:*`) } };
  },
};

/** What a resource is called here. Attributes of types that live nowhere here get a made-up ARN of the right shape. */
export function identify(type: string, id: string, name: NameOf, place: Place): Identity {
  const known = identities[type];
  if (known !== undefined) return known(id, name, place);
  const service = type.split('::')[1]?.toLowerCase() ?? 'local';
  return { ref: id, attributes: { Arn: arn(service, place.region, id) } };
}

/** The ten characters of an HTTP API's id. */
const apiId = (id: string): string => createHash('sha256').update(id).digest('hex').slice(0, 10);

const bucketHost = (bucket: string, region: string): string => `${bucket}.s3.${region}.amazonaws.com`;

/** Where a bucket is reached in its region; here the object front stands for it, which has all buckets on its paths. */
export const bucketOrigin = (bucket: string, region: string): string => `https://${bucketHost(bucket, region)}`;

/** The public origin CDK puts together for an HTTP API; here the hub's own address stands for it. */
export const apiOrigin = (id: string, region: string): string => `https://${id}.execute-api.${region}.amazonaws.com`;
