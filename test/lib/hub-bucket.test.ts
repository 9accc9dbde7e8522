import { describe, expect, test } from 'vitest';
import { functionNames, functionSpecs } from '../../lib/function-specs.ts';
import { synthesize } from './synthesized.ts';

const aws = synthesize();
const china = synthesize({ partition: 'aws-cn', site: 'https://jz.example.gov.cn/' });

describe.each([
  { name: 'aws', hub: aws },
  { name: 'aws-cn', hub: china },
])('the bucket of files in $name', ({ hub }) => {
  const [bucket, ...others] = hub.all('AWS::S3::Bucket');
  if (!bucket) throw new Error('no bucket');
  const [storeKey] = hub.all('AWS::KMS::Key').filter(({ id }) => id.includes('StoreKey'));

  test('is one, and stays when the stack goes', () => {
    expect(others).toEqual([]);
    expect([bucket.DeletionPolicy, bucket.UpdateReplacePolicy]).toEqual(['Retain', 'Retain']);
    // Its name is the service's to find: the same in two stages would fail the second.
    expect(bucket.Properties).not.toHaveProperty('BucketName');
  });

  test('is encrypted by the key of the tables, with one call of KMS for many objects', () => {
    expect(bucket.Properties['BucketEncryption']).toEqual({
      ServerSideEncryptionConfiguration: [
        {
          BucketKeyEnabled: true,
          ServerSideEncryptionByDefault: {
            KMSMasterKeyID: { 'Fn::GetAtt': [storeKey?.id, 'Arn'] },
            SSEAlgorithm: 'aws:kms',
          },
        },
      ],
    });
  });

  test('is closed to the public, and answers over TLS only', () => {
    expect(bucket.Properties['PublicAccessBlockConfiguration']).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    });
    const [policy] = hub.all('AWS::S3::BucketPolicy');
    expect(policy?.Properties['PolicyDocument']).toMatchObject({
      Statement: [{ Effect: 'Deny', Action: 's3:*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }],
    });
  });

  test('keeps an object for 30 days, and half an upload for one', () => {
    expect(bucket.Properties['LifecycleConfiguration']).toEqual({
      Rules: [{ Status: 'Enabled', ExpirationInDays: 30, AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } }],
    });
  });

  test.each(functionNames)('%s may do in it what its line says, and nothing beyond', (name) => {
    const statements = hub.statementsOf(name).filter(({ Action }) => Action.join().includes('s3:'));
    const folders = Object.keys(functionSpecs[name].files ?? {});
    const objects = statements.filter(({ Action }) => !Action.includes('s3:ListBucket'));
    expect(objects.map(({ Resource }) => JSON.stringify(Resource).match(/"\/(\w+)\/\*"/)?.[1])).toEqual(folders);
    expect(statements).toHaveLength(folders.length === 0 ? 0 : folders.length + 1);
    expect(JSON.stringify(statements)).not.toContain('s3:*');
    expect('FILES_BUCKET' in hub.functionOf(name).variables).toBe(functionSpecs[name].files !== undefined);
  });

  test('tells the page where objects go, and gives it no right to them', () => {
    const { variables } = hub.functionOf('upload-page');
    expect(variables).not.toHaveProperty('FILES_BUCKET');
    expect(variables['FILES_ORIGIN']).toEqual({
      'Fn::Join': ['', ['https://', { 'Fn::GetAtt': [bucket.id, 'RegionalDomainName'] }]],
    });
  });
});

test('pages of the site may send to it and fetch from it, where there is none those of the API itself', () => {
  const ruleOf = (hub: typeof aws) => hub.all('AWS::S3::Bucket')[0]?.Properties['CorsConfiguration'];
  const rule = { AllowedMethods: ['PUT', 'GET'], AllowedHeaders: ['content-type'], MaxAge: 3600 };
  expect(ruleOf(china)).toEqual({ CorsRules: [{ ...rule, AllowedOrigins: ['https://jz.example.gov.cn'] }] });
  expect(ruleOf(aws)).toEqual({
    CorsRules: [{ ...rule, AllowedOrigins: [{ 'Fn::GetAtt': [expect.stringMatching(/^ApiHttp/), 'ApiEndpoint'] }] }],
  });
});
