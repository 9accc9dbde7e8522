import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { expect, it } from 'vitest';
import { awsSecrets } from '../../../functions/shared/aws-secrets.ts';
import { type JsonService, ServiceRefusal } from '../../../local/json-service.ts';
import { localSecrets } from '../../../local/local-secrets.ts';
import { json, type Received, vendorServer } from '../send-sms/providers/vendor-server.ts';

const declared = {
  logicalId: 'Aliyun',
  type: 'AWS::SecretsManager::Secret',
  identity: { ref: 'arn:aws:secretsmanager:eu-west-1:000000000000:secret:hub/sms/aliyun', attributes: {} },
  properties: { Name: 'hub/sms/aliyun' },
};

/** Secrets Manager as it runs on one machine, with a secret that the stack declared and nobody filled. */
async function standing(act: (service: JsonService, request: Received) => unknown = acted) {
  const service = localSecrets(mkdtempSync(path.join(tmpdir(), 'secrets-')), 'eu-west-1', [declared]);
  const { origin } = await vendorServer((response, request) => {
    try {
      json(act(service, request))(response, request);
    } catch (error) {
      const code = error instanceof ServiceRefusal ? error.name : 'InternalFailure';
      json({ __type: code, message: 'no' }, 400)(response, request);
    }
  });
  const client = new SecretsManagerClient({
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    region: 'eu-west-1',
    endpoint: origin,
    maxAttempts: 1,
  });
  return awsSecrets(client, 'hub/sms');
}

const acted = (service: JsonService, { headers, body }: Received) =>
  service[String(headers['x-amz-target']).replace('secretsmanager.', '')]?.(JSON.parse(body));

it('reads what was written, by the name under the prefix', async () => {
  const secrets = await standing();
  await secrets.write('aliyun', '{"accessKeyId":"LTAI"}');
  expect(await secrets.read('aliyun')).toBe('{"accessKeyId":"LTAI"}');
});

it('finds nothing in a secret that nobody filled, or that is not there', async () => {
  const secrets = await standing();
  expect(await secrets.read('aliyun')).toBeUndefined();
  expect(await secrets.read('tencent')).toBeUndefined();
});

it('throws any other refusal', async () => {
  const secrets = await standing(() => {
    throw new ServiceRefusal('AccessDeniedException', 'no');
  });
  await expect(secrets.read('aliyun')).rejects.toMatchObject({ name: 'AccessDeniedException' });
});
