import type { Sha256Hex } from '../ports.ts';
import type { Result } from '../result.ts';
import { ok, refuse } from '../result.ts';

/**
 * The string that is hashed and its hash (SPEC.md 6). A wrong huella is not rejected by AEAT, only warned about (2000):
 * the vectors in test/fixtures/verifactu are the only protection.
 */
export type Huella = {
  /** `Name=value&Name=value...` as hashed: no escaping, no final `&`, no newline. */
  readonly cadena: string;
  /** 64 upper-case hexadecimal digits. */
  readonly huella: string;
};

export type HuellaKind = 'alta' | 'anulacion' | 'evento';

/** Values are texts exactly as in the XML after unescaping; `Huella` is the previous record's, empty in the first. */
export type AltaHashFields = {
  readonly IDEmisorFactura: string;
  readonly NumSerieFactura: string;
  readonly FechaExpedicionFactura: string;
  readonly TipoFactura: string;
  readonly CuotaTotal: string;
  readonly ImporteTotal: string;
  readonly Huella: string;
  readonly FechaHoraHusoGenRegistro: string;
};

export type AnulacionHashFields = {
  readonly IDEmisorFacturaAnulada: string;
  readonly NumSerieFacturaAnulada: string;
  readonly FechaExpedicionFacturaAnulada: string;
  readonly Huella: string;
  readonly FechaHoraHusoGenRegistro: string;
};

export type EventoHashFields = {
  /** The producer: NIF or ID, the one not used empty. */
  readonly SistemaInformatico: {
    readonly NIF: string;
    readonly ID: string;
    readonly IdSistemaInformatico: string;
    readonly Version: string;
    readonly NumeroInstalacion: string;
  };
  readonly ObligadoEmision: { readonly NIF: string };
  readonly TipoEvento: string;
  readonly HuellaEventoAnterior: string;
  readonly FechaHoraHusoGenEvento: string;
};

type Pair = readonly [name: string, value: string];

const ALTA_NAMES = [
  'IDEmisorFactura',
  'NumSerieFactura',
  'FechaExpedicionFactura',
  'TipoFactura',
  'CuotaTotal',
  'ImporteTotal',
  'Huella',
  'FechaHoraHusoGenRegistro',
] as const satisfies readonly (keyof AltaHashFields)[];

const ANULACION_NAMES = [
  'IDEmisorFacturaAnulada',
  'NumSerieFacturaAnulada',
  'FechaExpedicionFacturaAnulada',
  'Huella',
  'FechaHoraHusoGenRegistro',
] as const satisfies readonly (keyof AnulacionHashFields)[];

const SISTEMA_NAMES = ['NIF', 'ID', 'IdSistemaInformatico', 'Version', 'NumeroInstalacion'] as const;

const EVENTO_NAMES = [
  'SistemaInformatico',
  'ObligadoEmision',
  'TipoEvento',
  'HuellaEventoAnterior',
  'FechaHoraHusoGenEvento',
] as const satisfies readonly (keyof EventoHashFields)[];

/** The value as it enters the string: without characters up to U+0020 at both ends; those inside stay (SPEC.md 6). */
export function hashValue(value: string): string {
  let start = 0;
  let end = value.length;
  while (start < end && value.charCodeAt(start) <= 0x20) start += 1;
  while (end > start && value.charCodeAt(end - 1) <= 0x20) end -= 1;
  return value.slice(start, end);
}

const join = (pairs: readonly Pair[]): string => pairs.map(([name, value]) => `${name}=${hashValue(value)}`).join('&');

export const cadenaAlta = (fields: AltaHashFields): string => join(ALTA_NAMES.map((name) => [name, fields[name]]));

export const cadenaAnulacion = (fields: AnulacionHashFields): string =>
  join(ANULACION_NAMES.map((name) => [name, fields[name]]));

/** NIF occurs twice, producer and obligado: a list, never a map. */
export const cadenaEvento = (fields: EventoHashFields): string =>
  join([
    ...SISTEMA_NAMES.map((name): Pair => [name, fields.SistemaInformatico[name]]),
    ['NIF', fields.ObligadoEmision.NIF],
    ['TipoEvento', fields.TipoEvento],
    ['HuellaEvento', fields.HuellaEventoAnterior],
    ['FechaHoraHusoGenEvento', fields.FechaHoraHusoGenEvento],
  ]);

export const huellaOf = (cadena: string, sha256: Sha256Hex): Huella => ({ cadena, huella: sha256(cadena) });

type Texts<Name extends string> = Readonly<Record<Name, string>>;

/**
 * Picks `names` from untrusted `fields`: a missing field counts as empty (`Name=`), an unknown one is refused because a
 * misspelt name would silently give the hash of something else.
 */
function texts<Name extends string>(fields: unknown, names: readonly Name[], at: string): Result<Texts<Name>> {
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) {
    return refuse('huella_fields_malformed', { field: at });
  }
  const given = fields as Readonly<Record<string, unknown>>;
  const known: readonly string[] = names;
  const unknownName = Object.keys(given).find((name) => !known.includes(name));
  if (unknownName !== undefined) return refuse('huella_field_unknown', { field: unknownName });
  const picked: Record<string, string> = {};
  for (const name of names) {
    const value = Object.hasOwn(given, name) ? given[name] : '';
    if (typeof value !== 'string') return refuse('huella_field_not_text', { field: name });
    picked[name] = value;
  }
  return ok(picked as Texts<Name>);
}

function eventoFields(fields: unknown): Result<EventoHashFields> {
  if (typeof fields !== 'object' || fields === null) return refuse('huella_fields_malformed', { field: 'fields' });
  const { SistemaInformatico = {}, ObligadoEmision = {}, ...rest } = fields as Readonly<Record<string, unknown>>;
  const [, , ...flatNames] = EVENTO_NAMES;
  const sistema = texts(SistemaInformatico, SISTEMA_NAMES, 'SistemaInformatico');
  if (!sistema.ok) return sistema;
  const obligado = texts(ObligadoEmision, ['NIF'], 'ObligadoEmision');
  if (!obligado.ok) return obligado;
  const flat = texts(rest, flatNames, 'fields');
  if (!flat.ok) return flat;
  return ok({ SistemaInformatico: sistema.value, ObligadoEmision: obligado.value, ...flat.value });
}

function cadenaOf(kind: string, fields: unknown): Result<string> {
  switch (kind) {
    case 'alta': {
      const picked = texts(fields, ALTA_NAMES, 'fields');
      return picked.ok ? ok(cadenaAlta(picked.value)) : picked;
    }
    case 'anulacion': {
      const picked = texts(fields, ANULACION_NAMES, 'fields');
      return picked.ok ? ok(cadenaAnulacion(picked.value)) : picked;
    }
    case 'evento': {
      const picked = eventoFields(fields);
      return picked.ok ? ok(cadenaEvento(picked.value)) : picked;
    }
    default:
      return refuse('huella_kind_unknown', { kind });
  }
}

/**
 * The command `till -- huella`: fields named as in the XML, as text. Evento fields are nested like EventoHashFields.
 * Refuses `huella_kind_unknown` {kind}, `huella_fields_malformed` {field}, `huella_field_unknown` {field},
 * `huella_field_not_text` {field} (a JSON number has lost its literal: 12.10 is not 12.1).
 */
export function computeHuella(kind: string, fields: unknown, sha256: Sha256Hex): Result<Huella> {
  const cadena = cadenaOf(kind, fields);
  return cadena.ok ? ok(huellaOf(cadena.value, sha256)) : cadena;
}
