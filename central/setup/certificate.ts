import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import type { TlsFiles } from '../app/build-app.ts';

/** Tills pin the certificate itself: its end would stop them all on one day. */
const YEARS = 30;
const DAY_MS = 24 * 60 * 60 * 1_000;

export type Certificate = TlsFiles & {
  /** SHA-256 of the DER, lower-case hex. */
  readonly fingerprint: string;
};

export const fingerprintOf = (cert: string): string =>
  new X509Certificate(cert).fingerprint256.replaceAll(':', '').toLowerCase();

/** Names by which a browser may come: it still warns once, because nobody signed this. */
function namesOf(host: string): { type: 2 | 7; value?: string; ip?: string }[] {
  const local = Object.values(networkInterfaces()).flatMap((list) => (list ?? []).map(({ address }) => address));
  const addresses = [...new Set(['127.0.0.1', '::1', ...local, host])].filter(
    (name) => isIP(name) !== 0 && !name.includes('%'),
  );
  return [{ type: 2, value: 'localhost' }, ...addresses.map((ip) => ({ type: 7 as const, ip }))];
}

export const certificatePath = (folder: string): string => join(folder, 'central-cert.pem');

/** The server's certificate: made at the first start and kept, because every paired till knows its fingerprint. */
export async function certificateIn(folder: string, host: string, nowMs: number): Promise<Certificate> {
  const keyPath = join(folder, 'central-key.pem');
  const certPath = certificatePath(folder);
  if (!existsSync(keyPath) || !existsSync(certPath)) {
    const made = await generate([{ name: 'commonName', value: 'Mostrador central' }], {
      keyType: 'ec',
      curve: 'P-256',
      algorithm: 'sha256',
      // A till whose clock is behind by a day still connects.
      notBeforeDate: new Date(nowMs - DAY_MS),
      notAfterDate: new Date(nowMs + YEARS * 365.25 * DAY_MS),
      extensions: [
        { name: 'basicConstraints', cA: false },
        { name: 'keyUsage', digitalSignature: true, critical: true },
        { name: 'extKeyUsage', serverAuth: true },
        { name: 'subjectAltName', altNames: namesOf(host) },
      ],
    });
    writeFileSync(`${keyPath}.new`, made.private, { mode: 0o600 });
    writeFileSync(certPath, made.cert, { mode: 0o644 });
    // Last: a first start that was cut off makes both again.
    renameSync(`${keyPath}.new`, keyPath);
  }
  const cert = readFileSync(certPath, 'utf8');
  return { key: readFileSync(keyPath, 'utf8'), cert, fingerprint: fingerprintOf(cert) };
}
