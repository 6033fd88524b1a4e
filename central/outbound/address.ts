import ipaddr from 'ipaddr.js';
import type { OutboundPolicy } from './policy.ts';

/** Ranges that ipaddr.js takes for unicast and that are no receiver's: 6to4 relays, and the whole of IETF's 2001::/23. */
const NOT_PUBLIC = ['192.88.99.0/24', '2001::/23'].map((net) => ipaddr.parseCIDR(net));
/** All of IPv6 that is given out as global unicast; what is outside of it leads somewhere else or nowhere. */
const GLOBAL_IPV6 = ipaddr.parseCIDR('2000::/3');

const inNet = (
  address: ipaddr.IPv4 | ipaddr.IPv6,
  [net, bits]: readonly [ipaddr.IPv4 | ipaddr.IPv6, number],
): boolean => address.kind() === net.kind() && address.match(net as ipaddr.IPv4 & ipaddr.IPv6, bits);

/** The address that is really reached: an IPv4 address written as IPv6 is that IPv4 address. */
function unwrapped(text: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  if (!ipaddr.isValid(text)) return null;
  const address = ipaddr.parse(text);
  return address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress() ? address.toIPv4Address() : address;
}

/**
 * Whether a request may go to this IP address: it is on the public internet, or in a network that the operator allows.
 * What cannot be read as an address is not.
 */
export function isAllowedAddress(text: string, { nets }: Pick<OutboundPolicy, 'nets'>): boolean {
  const address = unwrapped(text);
  if (address === null) return false;
  if (nets.some((net) => inNet(address, net))) return true;
  if (address.kind() === 'ipv6' && !inNet(address, GLOBAL_IPV6)) return false;
  return address.range() === 'unicast' && !NOT_PUBLIC.some((net) => inNet(address, net));
}
