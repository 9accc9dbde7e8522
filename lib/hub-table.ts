import { RemovalPolicy } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { type TableDefinition, type TableName, tables } from '../functions/shared/dynamo/tables.ts';

export interface HubTableProps {
  readonly name: TableName;
  /** Encrypts the table at rest. */
  readonly key: kms.IKey;
}

const text = (name: string): dynamodb.Attribute => ({ name, type: dynamodb.AttributeType.STRING });

/**
 * A table as functions/shared/dynamo/tables.ts defines it: paid by request, recoverable to any second of the last 35 days,
 * encrypted, and never deleted with its stack. `Table`, not `TableV2`: the latter is a global table, which China lacks.
 */
export class HubTable extends dynamodb.Table {
  /** The environment variable that tells a function this table's name. */
  readonly variable: string;
  readonly indexArns: readonly string[];

  constructor(scope: Construct, id: string, { name, key }: HubTableProps) {
    const definition: TableDefinition = tables[name];
    super(scope, id, {
      partitionKey: text(definition.partition),
      ...(definition.sort !== undefined && { sortKey: text(definition.sort) }),
      ...(definition.stream !== undefined && { stream: dynamodb.StreamViewType[definition.stream] }),
      ...(definition.ttl !== undefined && { timeToLiveAttribute: definition.ttl }),
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      encryption: dynamodb.TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: key,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.variable = definition.variable;
    for (const index of definition.indexes ?? []) {
      this.addGlobalSecondaryIndex({
        indexName: index.name,
        partitionKey: text(index.partition),
        sortKey: text(index.sort),
        ...(index.include
          ? { projectionType: dynamodb.ProjectionType.INCLUDE, nonKeyAttributes: [...index.include] }
          : { projectionType: dynamodb.ProjectionType.KEYS_ONLY }),
      });
    }
    this.indexArns = (definition.indexes ?? []).map((index) => `${this.tableArn}/index/${index.name}`);
  }

  /** Throws where the table's definition has no stream. */
  get streamArn(): string {
    if (this.tableStreamArn === undefined) throw new Error(`${this.node.id} has no stream`);
    return this.tableStreamArn;
  }
}
