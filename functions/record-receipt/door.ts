import { timingSafeEqual } from 'node:crypto';
import { BlockList, isIPv4 } from 'node:net';
import type { ReceiptDoors } from '../../domain/receipt-profile.ts';
import { type ReceiptProvider, receiptProviders } from '../../domain/sms-receipt.ts';
import type { Hasher } from '../shared/sealing.ts';

export interface DoorPorts {
  hasher: Pick<Hasher, 'scoped'>;
  doors: ReceiptDoors;
}

/** What a vendor was given as the last part of its address: nobody can guess it, and no secret has to be kept anywhere for it. */
export function receiptSecret({ hasher, doors }: DoorPorts, provider: ReceiptProvider): string {
  const path = doors?.[provider]?.path ?? 1;
  return hasher.scoped('code', 'receipts', provider, ...(path > 1 ? [String(path)] : []));
}

/**
 * Who came in: by the secret in the path, and from the vendor's own addresses where the profile names them. Without a secret only
 * from such addresses. Undefined: nobody who is let in, and nobody is told which of it was wrong.
 */
export function whoComes(
  ports: DoorPorts,
  named: string | undefined,
  secret: string | undefined,
  address: string,
): ReceiptProvider | undefined {
  const { data: provider } = receiptProviders.safeParse(named);
  if (provider === undefined) return undefined;
  const from = ports.doors?.[provider]?.from;
  if (from && !lies(address, from)) return undefined;
  if (secret === undefined) return from && provider;
  return isSame(secret, receiptSecret(ports, provider)) ? provider : undefined;
}

function lies(address: string, networks: readonly string[]): boolean {
  // A dual-stack listener writes IPv4 addresses as ::ffff:203.0.113.7.
  const plain = address.replace(/^::ffff:/i, '');
  if (!isIPv4(plain)) return false;
  const list = new BlockList();
  for (const network of networks) {
    const [net = '', bits = '32'] = network.split('/');
    list.addSubnet(net, Number(bits), 'ipv4');
  }
  return list.check(plain, 'ipv4');
}

/** In a time that tells nothing of how much of it was right; its length is no secret. */
function isSame(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}
