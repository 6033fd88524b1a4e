import type { Sha256Hex } from '../ports.ts';
import type { Program } from '../program.ts';
import type { Result } from '../result.ts';
import { aeatDate } from '../time.ts';
import { serialiseAmount } from '../verifactu/amount.ts';
import type { Destinatario } from '../verifactu/destinatario.ts';
import type { ChainLink } from '../verifactu/encadenamiento.ts';
import { qrUrl } from '../verifactu/qr.ts';
import type { BuiltRecord } from '../verifactu/registro.ts';
import { type AltaFactura, buildRegistroAlta } from '../verifactu/registro-alta.ts';
import type { SistemaInformatico } from '../verifactu/sistema-informatico.ts';
import type { DocumentDraft } from './build.ts';
import type { IssuedDocument, Recipient } from './types.ts';

/** This program on an installation, as every record names it (SPEC.md 5.5). One chain serves one issuer. */
export const sistemaOf = ({ producer, version }: Program, numeroInstalacion: string): SistemaInformatico => ({
  nombreRazon: producer.name,
  nif: producer.taxId,
  nombreSistemaInformatico: producer.systemName,
  idSistemaInformatico: producer.systemId,
  version,
  numeroInstalacion,
  soloVerifactu: true,
  posibleMultiOT: true,
  indicadorMultiplesOT: false,
});

/** As a record identifies whom a full invoice is made out to. */
export function destinatarioOf({ name, taxId, idType, country }: Recipient): Destinatario {
  if (idType === null) return { nombreRazon: name, nif: taxId };
  return { nombreRazon: name, idOtro: { codigoPais: idType === '02' ? null : country, idType, id: taxId } };
}

const facturaOf = ({ type, recipient }: DocumentDraft): AltaFactura => {
  if (type === 'F2') return { tipo: 'F2' };
  if (recipient === undefined) throw new Error('a full invoice without a recipient');
  return { tipo: 'F1', destinatario: destinatarioOf(recipient) };
};

export type AltaOptions = {
  readonly link: ChainLink;
  readonly sistema: SistemaInformatico;
  /** General on purpose, the goods are on the document (SPEC.md 5.1). */
  readonly descripcion: string;
};

/** The record of a document about to be issued. Refuses what buildRegistroAlta refuses. */
export const buildAlta = (draft: DocumentDraft, options: AltaOptions, sha256: Sha256Hex): Result<BuiltRecord> =>
  buildRegistroAlta(
    {
      id: { idEmisor: draft.issuer.taxId, numSerie: draft.number, fechaExpedicion: aeatDate(draft.issuedAt) },
      refExterna: draft.id,
      encadenamiento: options.link,
      sistema: options.sistema,
      generatedAt: draft.issuedAt,
      nombreRazonEmisor: draft.issuer.name,
      factura: facturaOf(draft),
      descripcionOperacion: options.descripcion,
      desglose: draft.taxGroups,
      cuotaTotal: serialiseAmount(draft.taxCents),
      importeTotal: serialiseAmount(draft.totalCents),
    },
    sha256,
  );

/** What the QR of a document says (SPEC.md 9). */
export const documentQrUrl = (
  environment: IssuedDocument['environment'],
  issuerTaxId: string,
  document: Pick<IssuedDocument, 'number' | 'issuedAt' | 'totalCents'>,
): string =>
  qrUrl(environment, 'verifactu', {
    nif: issuerTaxId,
    numSerie: document.number,
    fecha: aeatDate(document.issuedAt),
    importe: serialiseAmount(document.totalCents),
  });
