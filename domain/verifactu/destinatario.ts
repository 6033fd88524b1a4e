import type { Result } from '../result.ts';
import { ok, refuse } from '../result.ts';
import { parseNif } from './nif.ts';
import { checkNombreRazon } from './obligado.ts';
import { checkedText, element, leaf, optionalLeaf } from './xml-text.ts';

/** Identification of another country (SPEC.md 5.1). 02 is NIF-IVA, which names its country itself. */
export type IdOtro = {
  /** ISO 3166-1 alpha-2; null for 02. */
  readonly codigoPais: string | null;
  readonly idType: '02' | '03' | '04' | '05' | '06';
  /** At most 20 characters. */
  readonly id: string;
};

/** Whom a full invoice is made out to: identified by NIF or by IDOtro, never both. */
export type Destinatario = { readonly nombreRazon: string } & ({ readonly nif: string } | { readonly idOtro: IdOtro });

const MAX_ID = 20;
const COUNTRY = /^[A-Z]{2}$/;
/** Greece writes EL in its NIF-IVA, Northern Ireland XI. */
const NIF_IVA = /^[A-Z]{2}[A-Z0-9+*]{2,12}$/;

function checkIdOtro(idOtro: IdOtro): Result<IdOtro> {
  const id = checkedText('ID', idOtro.id, MAX_ID);
  if (!id.ok) return id;
  const { codigoPais, idType } = idOtro;
  if (idType === '02') {
    return NIF_IVA.test(id.value)
      ? ok({ ...idOtro, codigoPais: null, id: id.value })
      : refuse('nif_iva_invalid', { id: id.value });
  }
  // A Spaniard without NIF has a passport, or is 07, which no issue of ours writes yet.
  if (codigoPais === null || !COUNTRY.test(codigoPais) || (codigoPais === 'ES' && idType !== '03')) {
    return refuse('country_invalid', { country: codigoPais ?? '' });
  }
  return ok({ ...idOtro, id: id.value });
}

/** Cleaned and checked. Refuses `verifactu_text_length` {field, length, max}, `nif_invalid`, `nif_iva_invalid` {id}, `country_invalid` {country}. */
export function checkDestinatario(destinatario: Destinatario): Result<Destinatario> {
  const nombre = checkNombreRazon('NombreRazon', destinatario.nombreRazon);
  if (!nombre.ok) return nombre;
  if ('nif' in destinatario) {
    const nif = parseNif(destinatario.nif);
    return nif.ok ? ok({ nombreRazon: nombre.value, nif: nif.value }) : nif;
  }
  const idOtro = checkIdOtro(destinatario.idOtro);
  return idOtro.ok ? ok({ nombreRazon: nombre.value, idOtro: idOtro.value }) : idOtro;
}

const idOtroXml = ({ codigoPais, idType, id }: IdOtro): string =>
  element('IDOtro', optionalLeaf('CodigoPais', codigoPais) + leaf('IDType', idType) + leaf('ID', id));

/** `sf:Destinatarios` with the one of a checked destinatario, children in the order of SPEC.md 5.1. */
export const destinatariosXml = (destinatario: Destinatario): string =>
  element(
    'Destinatarios',
    element(
      'IDDestinatario',
      leaf('NombreRazon', destinatario.nombreRazon) +
        ('nif' in destinatario ? leaf('NIF', destinatario.nif) : idOtroXml(destinatario.idOtro)),
    ),
  );
