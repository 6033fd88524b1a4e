import { z } from 'zod';
import { installationStateSchema } from './hello.ts';

/**
 * What a person types or scans at the till: `MP1.` and base64url of JSON. It carries where central is, the fingerprint of
 * its certificate (SHA-256 of its DER, hex; null for plain HTTP on loopback) and a secret that works once.
 */
const codeSchema = z.strictObject({
  url: z.url({ protocol: /^https?$/ }),
  fingerprint: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  secret: z.string().min(16).max(128),
});
export type PairingCode = z.infer<typeof codeSchema>;
export const pairingCodeSchema = codeSchema;
export const PAIRING_PREFIX = 'MP1.';

export const pairRequestSchema = z.strictObject({
  secret: z.string().min(16).max(128),
  programVersion: z.string(),
  environment: z.enum(['test', 'production']),
  issuerTaxId: z.string(),
  issuerName: z.string(),
  shopCode: z.string(),
  shopName: z.string(),
  tillCode: z.string(),
  taxArea: z.enum(['IVA', 'IGIC', 'IPSI']),
  timeZone: z.string(),
  installations: z.array(installationStateSchema).min(1),
  /** Codes of every series that this till has opened or would open next: central refuses what another till uses. */
  series: z.array(z.string()),
});
export type PairRequest = z.infer<typeof pairRequestSchema>;

/**
 * `POST /v1/pair`. An answer that was lost is given again to the same installations until its token is first used. Refused:
 * pairing_code_invalid, pairing_code_used, pairing_code_expired, issuer_differs, environment_differs, series_taken {code},
 * till_differs.
 */
export const pairAnswerSchema = z.strictObject({
  tillId: z.string(),
  companyId: z.string(),
  companyName: z.string(),
  /** Shown once; the till keeps it where secrets are kept. */
  token: z.string(),
  epoch: z.string(),
  nowMs: z.int(),
});
export type PairAnswer = z.infer<typeof pairAnswerSchema>;
