import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { describe, expect, test } from 'vitest';
import { isAllowedAddress } from '../../../central/outbound/address.ts';
import { checkUrl } from '../../../central/outbound/check-url.ts';
import { type OutboundPolicy, PUBLIC_ONLY, readPolicy } from '../../../central/outbound/policy.ts';
import { unwrap } from '../../support/till.ts';

/** Every range of CONTRACTS 4.3 by its first and last address, and one in the middle. */
const REFUSED_NETS = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24'],
  ...['224.0.0.0/4', '240.0.0.0/4', '255.255.255.255/32'],
  ...['::/128', '::1/128', '64:ff9b::/96', '64:ff9b:1::/48', '100::/64', '2001::/23', '2001:db8::/32', '2002::/16'],
  ...['fc00::/7', 'fe80::/10', 'ff00::/8'],
  // Beyond the list: IPv4-compatible addresses, documentation, and what is not given out at all.
  ...['::/96', '3fff::/20', '5f00::/16', '4000::/3', 'fec0::/10'],
];

/** Any address of a net: its prefix, and anything after it. */
const inside = (cidr: string): fc.Arbitrary<string> => {
  const [net, bits] = ipaddr.parseCIDR(cidr);
  const bytes = net.toByteArray();
  return fc.uint8Array({ minLength: bytes.length, maxLength: bytes.length }).map((random) => {
    const mixed = bytes.map((byte, index) => {
      const kept = Math.min(8, Math.max(0, bits - index * 8));
      const mask = (0xff << (8 - kept)) & 0xff;
      return (byte & mask) | ((random[index] ?? 0) & ~mask & 0xff);
    });
    return ipaddr.fromByteArray(mixed).toString();
  });
};

describe('addresses that are nobody else’s', () => {
  test.each(REFUSED_NETS)('%s is refused, all of it', (cidr) => {
    fc.assert(
      fc.property(inside(cidr), (address) => !isAllowedAddress(address, PUBLIC_ONLY)),
      { numRuns: 200 },
    );
  });

  test('are refused as IPv4 written in IPv6 too', () => {
    fc.assert(
      fc.property(fc.constantFrom(...REFUSED_NETS.slice(0, 16)).chain(inside), (address) => {
        expect(isAllowedAddress(`::ffff:${address}`, PUBLIC_ONLY)).toBe(false);
      }),
    );
    expect(isAllowedAddress('::ffff:10.0.0.1', PUBLIC_ONLY)).toBe(false);
  });

  test('negative control: what is public is allowed, also next door to what is not', () => {
    for (const address of ['9.255.255.255', '11.0.0.0', '100.63.255.255', '100.128.0.0', '126.1.1.1', '128.0.0.1']) {
      expect(isAllowedAddress(address, PUBLIC_ONLY), address).toBe(true);
    }
    for (const address of ['172.15.0.1', '172.32.0.1', '192.167.1.1', '192.169.1.1', '198.20.0.1', '223.255.255.255']) {
      expect(isAllowedAddress(address, PUBLIC_ONLY), address).toBe(true);
    }
    for (const address of ['2606:4700:4700::1111', '2a00:1450:4003::1', '::ffff:9.9.9.9']) {
      expect(isAllowedAddress(address, PUBLIC_ONLY), address).toBe(true);
    }
  });

  test('are allowed where the operator says so, and only there', () => {
    const policy = unwrap(readPolicy({ MOSTRADOR_WEBHOOKS_NETS: '192.168.1.0/24, fd00::/8' }));
    expect(isAllowedAddress('192.168.1.77', policy)).toBe(true);
    expect(isAllowedAddress('::ffff:192.168.1.77', policy)).toBe(true);
    expect(isAllowedAddress('fd00::1', policy)).toBe(true);
    expect(isAllowedAddress('192.168.2.1', policy)).toBe(false);
    expect(isAllowedAddress('127.0.0.1', policy)).toBe(false);
  });

  test.each(['', 'localhost', '999.1.1.1', '1.2.3', 'x'])('%j is no address', (text) => {
    if (text !== '1.2.3') expect(isAllowedAddress(text, PUBLIC_ONLY)).toBe(false);
    else expect(isAllowedAddress(text, PUBLIC_ONLY)).toBe(ipaddr.parse(text).range() === 'unicast');
  });
});

const codeOf = (url: string, policy: OutboundPolicy = PUBLIC_ONLY): string => {
  const checked = checkUrl(url, policy);
  return checked.ok ? 'ok' : checked.refusal.code;
};

describe('the text of an address', () => {
  test.each([
    ['https://example.com/hook', 'ok'],
    ['https://example.com./hook?x=1', 'ok'],
    ['https://9.9.9.9/hook', 'ok'],
    ['https://[2606:4700:4700::1111]/hook', 'ok'],
    ['http://example.com/hook', 'webhook_url_not_https'],
    ['ftp://example.com/hook', 'webhook_url_not_https'],
    ['file:///etc/passwd', 'webhook_url_not_https'],
    ['gopher://example.com', 'webhook_url_not_https'],
    ['hook', 'webhook_url_invalid'],
    ['https://', 'webhook_url_invalid'],
    ['https://user:pass@example.com', 'webhook_url_with_user'],
    ['https://example.com@127.0.0.1/', 'webhook_url_with_user'],
    ['https://example.com:8443/', 'webhook_url_port'],
    ['https://example.com:22/', 'webhook_url_port'],
    [`https://example.com/${'x'.repeat(2_048)}`, 'webhook_url_too_long'],
    ['https://localhost/', 'webhook_url_host'],
    ['https://localhost./', 'webhook_url_host'],
    ['https://a.localhost/', 'webhook_url_host'],
    ['https://LOCALHOST/', 'webhook_url_host'],
    ['https://printer.local/', 'webhook_url_host'],
    ['https://metadata.google.internal/', 'webhook_url_host'],
    ['https://router/', 'webhook_url_host'],
    ['https://127.0.0.1/', 'webhook_url_host'],
    ['https://127.1/', 'webhook_url_host'],
    ['https://0x7f.1/', 'webhook_url_host'],
    ['https://0177.0.0.1/', 'webhook_url_host'],
    ['https://2130706433/', 'webhook_url_host'],
    ['https://0/', 'webhook_url_host'],
    ['https://169.254.169.254/latest/meta-data', 'webhook_url_host'],
    ['https://[::1]/', 'webhook_url_host'],
    ['https://[::]/', 'webhook_url_host'],
    ['https://[::ffff:10.0.0.1]/', 'webhook_url_host'],
    ['https://[::ffff:7f00:1]/', 'webhook_url_host'],
    ['https://[fe80::1]/', 'webhook_url_host'],
    ['https://[64:ff9b::7f00:1]/', 'webhook_url_host'],
    ['https://①②⑦.0.0.1/', 'webhook_url_host'],
  ])('%s: %s', (url, code) => {
    expect(codeOf(url)).toBe(code);
  });

  test('of a network that the operator allows', () => {
    const policy = unwrap(
      readPolicy({
        MOSTRADOR_WEBHOOKS_NETS: '127.0.0.0/8',
        MOSTRADOR_WEBHOOKS_PORTS: '443,8443',
        MOSTRADOR_WEBHOOKS_HTTP: '1',
      }),
    );
    expect(codeOf('https://127.0.0.1:8443/', policy)).toBe('ok');
    expect(codeOf('http://erp.local/', policy)).toBe('ok');
    expect(codeOf('https://127.0.0.1:9000/', policy)).toBe('webhook_url_port');
    expect(codeOf('https://10.0.0.1/', policy)).toBe('webhook_url_host');
  });
});

describe('the operator’s word', () => {
  test('is nothing unless said, and a mistake opens nothing', () => {
    expect(unwrap(readPolicy({}))).toEqual(PUBLIC_ONLY);
    for (const wrong of [
      { MOSTRADOR_WEBHOOKS_NETS: '10.0.0.0' },
      { MOSTRADOR_WEBHOOKS_NETS: '10.0.0.0/8,all' },
      { MOSTRADOR_WEBHOOKS_PORTS: '443,http' },
      { MOSTRADOR_WEBHOOKS_PORTS: '0' },
      { MOSTRADOR_WEBHOOKS_HTTP: 'yes' },
    ]) {
      expect(readPolicy(wrong)).toMatchObject({ ok: false, refusal: { code: 'outbound_setting_invalid' } });
    }
  });
});
