import { BlockList, isIP } from 'node:net'

/**
 * Addresses that no webhook may reach: everything that is not a public host of the internet. Webhooks are told by people
 * of one planning unit, and the server stands where they do not: beside databases, in a cloud that gives out its keys.
 */
// A list of its own for each: an address of four bytes is in those of sixteen, too.
const forbidden = { ipv4: new BlockList(), ipv6: new BlockList() }
const SUBNETS_4: readonly (readonly [string, number])[] = [
  ...([
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
  ] as const),
  ...([
    ['172.16.0.0', 12],
    ['192.0.0.0', 24],
    ['192.0.2.0', 24],
    ['192.31.196.0', 24],
    ['192.52.193.0', 24],
  ] as const),
  ...([
    ['192.88.99.0', 24],
    ['192.168.0.0', 16],
    ['192.175.48.0', 24],
    ['198.18.0.0', 15],
  ] as const),
  ...([
    ['198.51.100.0', 24],
    ['203.0.113.0', 24],
    ['224.0.0.0', 4],
    ['240.0.0.0', 4],
  ] as const),
  // The metadata and services of a cloud, under a public address.
  ['168.63.129.16', 32],
]
/** All of IPv6 but the global addresses, and of those the ones that carry others in them or lead nowhere. */
const SUBNETS_6: readonly (readonly [string, number])[] = [
  ...([
    ['::', 3],
    ['4000::', 2],
    ['8000::', 1],
    ['2001::', 23],
    ['2001:db8::', 32],
    ['2002::', 16],
  ] as const),
  ...([
    ['3fff::', 20],
    ['2620:4f:8000::', 48],
  ] as const),
]
for (const [net, bits] of SUBNETS_4) forbidden.ipv4.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of SUBNETS_6) forbidden.ipv6.addSubnet(net, bits, 'ipv6')

/** @param address what a name was resolved to; anything that is no address is forbidden */
export function isForbiddenAddress(address: string): boolean {
  const [plain = ''] = address.split('%')
  const version = isIP(plain)
  if (version === 0) return true
  return version === 6 ? forbidden.ipv6.check(plain, 'ipv6') : forbidden.ipv4.check(plain, 'ipv4')
}
