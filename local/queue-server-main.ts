// Runs fauxqs (SQS, SNS, S3) in a process of its own: it writes to SQLite synchronously, which would hold up the hub.
import { startFauxqs } from 'fauxqs';

const [port = '', region = '', dataDir = '', s3StorageDir = ''] = process.argv.slice(2);
const server = await startFauxqs({ port: Number(port), defaultRegion: region, dataDir, s3StorageDir, logger: false });
process.on('SIGINT', () => undefined);
process.once('disconnect', () => process.exit());
process.once('message', async () => {
  await server.stop();
  process.exit();
});
process.send?.('ready');
