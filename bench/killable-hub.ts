import { runHub } from '../bin/run-hub.ts';
import { BENCH_NOW } from './county.ts';

/** A hub in a process of its own, so that it can be killed: province, port and data folder are its arguments. */
const [province = '', port = '', data = ''] = process.argv.slice(2);
await runHub({ province, port: Number(port), data, startAt: BENCH_NOW, log: () => undefined });
process.send?.('ready');
