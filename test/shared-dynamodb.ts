import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as z from 'zod';
import { awsCaller } from '../local/aws-call.ts';
import { startDynamodbLocal } from '../local/dynamodb-local.ts';
import { freePorts } from '../local/ports.ts';

let running: Promise<string> | undefined;

/**
 * Endpoint of an empty DynamoDB Local, one for all files of a test worker: a warm Java does in a third of the time what a new
 * one does. Whoever calls next takes the tables away. It ends with the worker.
 */
export async function emptyDynamodb(): Promise<string> {
  running ??= start();
  const endpoint = await running;
  const dynamodb = awsCaller({ endpoint, region: 'us-east-1', service: 'dynamodb', target: 'DynamoDB_20120810' });
  const { TableNames } = z.object({ TableNames: z.array(z.string()) }).parse(await dynamodb('ListTables', {}));
  for (const TableName of TableNames) await dynamodb('DeleteTable', { TableName });
  return endpoint;
}

async function start(): Promise<string> {
  const data = mkdtempSync(path.join(tmpdir(), 'jiuzhu-dynamodb-'));
  mkdirSync(path.join(data, 'logs'));
  const [port = 0] = await freePorts(1);
  return (await startDynamodbLocal(data, port, 'in-memory')).endpoint;
}
