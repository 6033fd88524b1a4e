import type { Result } from '../result.ts';
import { ok, refuse } from '../result.ts';
import { isValidNif } from './nif.ts';
import { checkNombreRazon } from './obligado.ts';
import { checkedText, element, leaf } from './xml-text.ts';

/** The invoicing system that makes the records (SPEC.md 4 and 5.5). All but the installation is fixed when we build. */
export type SistemaInformatico = {
  /** Producer of the program, at most 120 characters. */
  readonly nombreRazon: string;
  /** NIF of the producer. A foreign producer (IDOtro) is not provided for. */
  readonly nif: string;
  /** At most 30 characters. */
  readonly nombreSistemaInformatico: string;
  /** Two characters A-Z, 0-9. */
  readonly idSistemaInformatico: string;
  /** At most 50 characters. */
  readonly version: string;
  /** At most 100 characters; never used twice, not even after re-installing on the same machine. */
  readonly numeroInstalacion: string;
  /** The product can only work as VERI*FACTU. */
  readonly soloVerifactu: boolean;
  /** The product can be used for several issuers. */
  readonly posibleMultiOT: boolean;
  /** This installation is in fact used for several issuers. */
  readonly indicadorMultiplesOT: boolean;
};

/** Longest texts, by element name. */
const MAX_LENGTH = {
  NombreSistemaInformatico: 30,
  Version: 50,
  NumeroInstalacion: 100,
} as const;

const ID_SISTEMA = /^[A-Z0-9]{2}$/;

/**
 * Texts cleaned and within their lengths, ready for a record; to be called when a shop is set up and again by the
 * builders. Refuses `verifactu_text_length` {field, length, max}, `sistema_id_malformed` {id}, `nif_invalid` {nif}.
 */
export function checkSistemaInformatico(sistema: SistemaInformatico): Result<SistemaInformatico> {
  const nombreRazon = checkNombreRazon('NombreRazon', sistema.nombreRazon);
  if (!nombreRazon.ok) return nombreRazon;
  const nombre = checkedText(
    'NombreSistemaInformatico',
    sistema.nombreSistemaInformatico,
    MAX_LENGTH.NombreSistemaInformatico,
  );
  if (!nombre.ok) return nombre;
  const version = checkedText('Version', sistema.version, MAX_LENGTH.Version);
  if (!version.ok) return version;
  const installation = checkedText('NumeroInstalacion', sistema.numeroInstalacion, MAX_LENGTH.NumeroInstalacion);
  if (!installation.ok) return installation;
  if (!ID_SISTEMA.test(sistema.idSistemaInformatico)) {
    return refuse('sistema_id_malformed', { id: sistema.idSistemaInformatico });
  }
  if (!isValidNif(sistema.nif)) return refuse('nif_invalid', { nif: sistema.nif });
  return ok({
    ...sistema,
    nombreRazon: nombreRazon.value,
    nombreSistemaInformatico: nombre.value,
    version: version.value,
    numeroInstalacion: installation.value,
  });
}

const siNo = (value: boolean): string => (value ? 'S' : 'N');

/** `sf:SistemaInformatico` of a checked system, children in the order of SPEC.md 5.5. */
export const sistemaInformaticoXml = (sistema: SistemaInformatico): string =>
  element(
    'SistemaInformatico',
    leaf('NombreRazon', sistema.nombreRazon) +
      leaf('NIF', sistema.nif) +
      leaf('NombreSistemaInformatico', sistema.nombreSistemaInformatico) +
      leaf('IdSistemaInformatico', sistema.idSistemaInformatico) +
      leaf('Version', sistema.version) +
      leaf('NumeroInstalacion', sistema.numeroInstalacion) +
      leaf('TipoUsoPosibleSoloVerifactu', siNo(sistema.soloVerifactu)) +
      leaf('TipoUsoPosibleMultiOT', siNo(sistema.posibleMultiOT)) +
      leaf('IndicadorMultiplesOT', siNo(sistema.indicadorMultiplesOT)),
  );
