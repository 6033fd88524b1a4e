import { isIP } from 'node:net';
import { ok, type Result, refuse } from '../../domain/result.ts';
import { isAllowedAddress } from './address.ts';
import type { OutboundPolicy } from './policy.ts';

export const MAX_URL_LENGTH = 2_048;
const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'https:': 443, 'http:': 80 };
const LOCAL_NAME = /(^|\.)(localhost|local|internal|localdomain|home\.arpa)$/;

export const portOf = ({ protocol, port }: URL): number =>
  port === '' ? (DEFAULT_PORTS[protocol] ?? 0) : Number(port);

/** As dialled: without the brackets of an IPv6 literal and without the dot that ends an absolute name. */
export const hostOf = ({ hostname }: URL): string =>
  hostname
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase();

/** Names that only mean something inside a network mean nothing here, unless the operator let receivers of one in. */
function hostProblem(host: string, policy: OutboundPolicy): boolean {
  if (isIP(host) !== 0) return !isAllowedAddress(host, policy);
  if (policy.nets.length > 0) return host === '';
  return !host.includes('.') || LOCAL_NAME.test(host);
}

/**
 * Whether central would send to this address, as far as its text says; what its name resolves to is checked at every
 * connection. Refused: webhook_url_invalid, webhook_url_too_long {max}, webhook_url_not_https, webhook_url_with_user,
 * webhook_url_port {port}, webhook_url_host {host}.
 */
export function checkUrl(text: string, policy: OutboundPolicy): Result<URL> {
  if (text.length > MAX_URL_LENGTH) return refuse('webhook_url_too_long', { max: MAX_URL_LENGTH });
  if (!URL.canParse(text)) return refuse('webhook_url_invalid');
  const url = new URL(text);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && policy.allowHttp))
    return refuse('webhook_url_not_https');
  if (url.username !== '' || url.password !== '') return refuse('webhook_url_with_user');
  const port = portOf(url);
  const isPlain = url.protocol === 'http:' && port === 80;
  if (policy.ports !== 'any' && !policy.ports.includes(port) && !isPlain) return refuse('webhook_url_port', { port });
  const host = hostOf(url);
  return hostProblem(host, policy) ? refuse('webhook_url_host', { host }) : ok(url);
}
