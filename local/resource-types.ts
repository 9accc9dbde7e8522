/** Types that are brought to life on this machine. */
export const livingTypes = [
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Route',
  'AWS::ApiGatewayV2::Stage',
  'AWS::DynamoDB::Table',
  'AWS::Events::Rule',
  'AWS::KMS::Alias',
  'AWS::KMS::Key',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Function',
  'AWS::S3::Bucket',
  'AWS::SNS::Subscription',
  'AWS::SNS::Topic',
  'AWS::SQS::Queue',
  'AWS::SecretsManager::Secret',
] as const;

const NO_RIGHTS = 'nobody checks rights on one machine';
const NO_METRICS = 'logs lie in files, and nobody computes metrics or alarms from them';
const NO_BACKUP = 'a backup is a copy of the data folder';

/** Types that mean nothing here, each with the reason. A name ending in `::` stands for its whole service. */
export const typesWithoutLocalMeaning: Readonly<Record<string, string>> = {
  'AWS::IAM::': NO_RIGHTS,
  'AWS::Lambda::Permission': NO_RIGHTS,
  'AWS::S3::BucketPolicy': NO_RIGHTS,
  'AWS::SNS::TopicPolicy': NO_RIGHTS,
  'AWS::SQS::QueuePolicy': NO_RIGHTS,
  'AWS::SecretsManager::ResourcePolicy': NO_RIGHTS,
  'AWS::CloudWatch::': NO_METRICS,
  'AWS::Logs::LogGroup': NO_METRICS,
  'AWS::Logs::LogStream': NO_METRICS,
  'AWS::Logs::MetricFilter': NO_METRICS,
  'AWS::Logs::QueryDefinition': NO_METRICS,
  'AWS::Logs::ResourcePolicy': NO_RIGHTS,
  'AWS::Backup::': NO_BACKUP,
  'AWS::Budgets::Budget': 'one machine sends no bill',
  'AWS::CDK::Metadata': 'tells AWS which constructs are used',
  'AWS::SSM::Parameter': 'only read by people and by other stacks',
};

/** Whether a resource of this type is brought to life here. Throws by name where the type is on neither list. */
export function livesHere(type: string, logicalId: string): boolean {
  if (livingTypes.some((one) => one === type)) return true;
  const service = `${type.split('::').slice(0, 2).join('::')}::`;
  if (type in typesWithoutLocalMeaning || service in typesWithoutLocalMeaning) return false;
  throw new Error(
    `${logicalId} is of type ${type}, which cannot be run on one machine and is not known to mean nothing here ` +
      '(local/resource-types.ts)',
  );
}
