import { InvalidArgumentError } from 'commander';

/** A TCP port given on the command line. */
export function portOption(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new InvalidArgumentError('端口是1到65535的整数');
  return port;
}
