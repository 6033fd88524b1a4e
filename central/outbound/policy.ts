import ipaddr from 'ipaddr.js';
import { ok, type Result, refuse } from '../../domain/result.ts';

type Net = readonly [ipaddr.IPv4 | ipaddr.IPv6, number];

/**
 * Where central may send what users of its API ask for. Wider than the public internet only by the operator's word, in the
 * environment of the process: never by a request.
 */
export type OutboundPolicy = {
  readonly allowHttp: boolean;
  /** 'any', or these; 443 unless said. */
  readonly ports: 'any' | readonly number[];
  /** Networks that are not public and may be reached all the same: receivers on the shop's own network. */
  readonly nets: readonly Net[];
};

export const PUBLIC_ONLY: OutboundPolicy = { allowHttp: false, ports: [443], nets: [] };

type Environment = Readonly<Record<string, string | undefined>>;

const listOf = (value: string | undefined): string[] =>
  (value ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

/**
 * MOSTRADOR_WEBHOOKS_NETS=192.168.1.0/24,...  MOSTRADOR_WEBHOOKS_PORTS=443,8443 or *  MOSTRADOR_WEBHOOKS_HTTP=1
 * Refused: outbound_setting_invalid {name, value}: a mistake here must not open more than was meant.
 */
export function readPolicy(environment: Environment): Result<OutboundPolicy> {
  const nets: Net[] = [];
  for (const value of listOf(environment['MOSTRADOR_WEBHOOKS_NETS'])) {
    if (!ipaddr.isValidCIDR(value))
      return refuse('outbound_setting_invalid', { name: 'MOSTRADOR_WEBHOOKS_NETS', value });
    nets.push(ipaddr.parseCIDR(value));
  }
  const ports = listOf(environment['MOSTRADOR_WEBHOOKS_PORTS']);
  const numbers = ports.map(Number);
  const isAny = ports.includes('*');
  const wrong = ports.find(
    (_, index) => !Number.isInteger(numbers[index]) || (numbers[index] ?? 0) < 1 || (numbers[index] ?? 0) > 65_535,
  );
  if (!isAny && wrong !== undefined) {
    return refuse('outbound_setting_invalid', { name: 'MOSTRADOR_WEBHOOKS_PORTS', value: wrong });
  }
  const http = environment['MOSTRADOR_WEBHOOKS_HTTP'] ?? '';
  if (!['', '0', '1'].includes(http)) {
    return refuse('outbound_setting_invalid', { name: 'MOSTRADOR_WEBHOOKS_HTTP', value: http });
  }
  return ok({ allowHttp: http === '1', ports: isAny ? 'any' : ports.length === 0 ? PUBLIC_ONLY.ports : numbers, nets });
}
