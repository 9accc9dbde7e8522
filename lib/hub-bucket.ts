import { CfnElement, Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

export interface HubBucketProps {
  /** Encrypts every object. */
  readonly key: kms.IKey;
}

/** Days that an object stays: long enough to mend a sheet and send it again, and no record that anybody has to keep. */
const KEPT_DAYS = 30;

/**
 * The files that departments send and get back. They name people by the thousand, and so they are encrypted by the hub's own key, are
 * reached over TLS only, are never public, and go after 30 days. The bucket itself is never deleted with its stack.
 */
export class HubBucket extends s3.Bucket {
  /** The environment variable that tells a function this bucket's name. */
  readonly variable = 'FILES_BUCKET';

  constructor(scope: Construct, id: string, { key }: HubBucketProps) {
    super(scope, id, {
      encryption: s3.BucketEncryption.KMS,
      encryptionKey: key,
      // One call of KMS for many objects: a file comes in as hundreds of them.
      bucketKeyEnabled: true,
      enforceSSL: true,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
      lifecycleRules: [{ expiration: Duration.days(KEPT_DAYS), abortIncompleteMultipartUploadAfter: Duration.days(1) }],
      removalPolicy: RemovalPolicy.RETAIN,
    });
    Validations.of(this).acknowledge({ id: 'AwsSolutions-S1', reason: WITHOUT_ACCESS_LOG });
  }

  /** What the template calls it. */
  get logicalId(): string {
    const { defaultChild } = this.node;
    if (!defaultChild || !CfnElement.isCfnElement(defaultChild)) throw new Error(`${this.node.id} is no bucket`);
    return Stack.of(this).getLogicalId(defaultChild);
  }

  /** Scheme and host of every address that the SDK signs for an object: the bucket's own name before its region's. */
  get origin(): string {
    return `https://${this.bucketRegionalDomainName}`;
  }

  /** Lets the upload page at `origin` (https://…, no path) send parts of a file and fetch what came of it. */
  letPageUse(origin: string): void {
    this.addCorsRule({
      allowedOrigins: [origin],
      allowedMethods: [s3.HttpMethods.PUT, s3.HttpMethods.GET],
      allowedHeaders: ['content-type'],
      maxAge: Duration.hours(1).toSeconds(),
    });
  }
}

const WITHOUT_ACCESS_LOG =
  'Server access logs would keep the addresses of offices, which are personal data, for each of hundreds of parts of a file. Nobody ' +
  'reaches an object but the functions and those to whom one of them signed an address, and each such signing is in the log of its ' +
  'function. Who wants objects logged turns on data events of CloudTrail for the bucket (docs/operating.md).';
