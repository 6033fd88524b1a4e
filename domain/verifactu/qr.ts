import type { Environment } from '../documents/types.ts';
import { isValidNif } from './nif.ts';
import { checkNumSerie, MAX_NUM_SERIE } from './num-serie.ts';
import { isAeatDate } from './timestamp.ts';

/** verifactu: records are sent to AEAT by themselves; no-verifactu: kept and sent only on request (SPEC.md 3). */
export type QrMode = 'verifactu' | 'no-verifactu';

export type QrInputs = {
  readonly nif: string;
  readonly numSerie: string;
  /** dd-mm-aaaa. */
  readonly fecha: string;
  /** ImporteTotal, the same text as in the record. */
  readonly importe: string;
};

const HOSTS: Readonly<Record<Environment, string>> = {
  test: 'https://prewww2.aeat.es',
  production: 'https://www2.agenciatributaria.gob.es',
};

/** Case matters: NoVerifactu with a small f (SPEC.md 9). */
const SERVICES: Readonly<Record<QrMode, string>> = {
  verifactu: 'ValidarQR',
  'no-verifactu': 'ValidarQRNoVerifactu',
};

/**
 * The URL printed as QR (SPEC.md 9): nif, numserie, fecha, importe in this order and nothing else.
 * Inputs must have passed `validateQrInputs` or come from a built record; they are encoded, not checked.
 */
export function qrUrl(environment: Environment, mode: QrMode, inputs: QrInputs): string {
  const query = [
    ['nif', inputs.nif],
    ['numserie', inputs.numSerie],
    ['fecha', inputs.fecha],
    ['importe', inputs.importe],
  ] as const;
  const encoded = query.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  return `${HOSTS[environment]}/wlpl/TIKE-CONT/${SERVICES[mode]}?${encoded}`;
}

/** What the verification service answers for wrong inputs (SPEC.md 9). */
export type QrErrorCode = '1001' | '1002' | '1003' | '1004' | '2001' | '2002' | '2003' | '2004' | '2005' | '2006';

function importeCode(importe: string): QrErrorCode | null {
  const match = /^-?(\d+)(?:\.(\d+))?$/.exec(importe);
  if (match === null) return '2005';
  const [, whole = '', fraction = ''] = match;
  return whole.length > 12 || fraction.length > 2 ? '2006' : null;
}

function numSerieCode(numSerie: string): QrErrorCode | null {
  if (numSerie.length > MAX_NUM_SERIE) return '2002';
  return checkNumSerie(numSerie).ok ? null : '2003';
}

/** AEAT codes for the inputs, at most one per input, in the order of the query; empty when all are right. */
export function validateQrInputs(inputs: QrInputs): readonly QrErrorCode[] {
  const { nif, numSerie, fecha, importe } = inputs;
  const codes: (QrErrorCode | null)[] = [
    nif === '' ? '1001' : isValidNif(nif) ? null : '2001',
    numSerie === '' ? '1002' : numSerieCode(numSerie),
    fecha === '' ? '1003' : isAeatDate(fecha) ? null : '2004',
    importe === '' ? '1004' : importeCode(importe),
  ];
  return codes.filter((code) => code !== null);
}
