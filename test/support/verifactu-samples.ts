import { cents, rateBp } from '../../domain/money.ts';
import type { Result } from '../../domain/result.ts';
import { taxGroup } from '../../domain/tax/tax-groups.ts';
import type { TaxGroup } from '../../domain/tax/types.ts';
import { serialiseAmount } from '../../domain/verifactu/amount.ts';
import type { BuiltRecord } from '../../domain/verifactu/registro.ts';
import type { RegistroAltaInput } from '../../domain/verifactu/registro-alta.ts';
import { buildRegistroAlta } from '../../domain/verifactu/registro-alta.ts';
import type { RegistroAnulacionInput } from '../../domain/verifactu/registro-anulacion.ts';
import { buildRegistroAnulacion } from '../../domain/verifactu/registro-anulacion.ts';
import type { SistemaInformatico } from '../../domain/verifactu/sistema-informatico.ts';
import { sha256Hex } from './sha256.ts';

export const SISTEMA: SistemaInformatico = {
  nombreRazon: 'PRODUCTOR DE EJEMPLO SL',
  nif: 'B00000000',
  nombreSistemaInformatico: 'Mostrador',
  idSistemaInformatico: 'MO',
  version: '0.1.0',
  numeroInstalacion: '01-T01-20261101T080000',
  soloVerifactu: true,
  posibleMultiOT: false,
  indicadorMultiplesOT: false,
};

/** The value of an expected success; a refusal fails the test with its code. */
export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${result.refusal.code} ${JSON.stringify(result.refusal.params)}`);
  return result.value;
}

/** The code of an expected refusal; null for a success. */
export const codeOf = (result: Result<unknown>): string | null => (result.ok ? null : result.refusal.code);

export const group = (rate: number, gross: number, recargo: number | null = null): TaxGroup =>
  taxGroup(
    {
      impuesto: '01',
      claveRegimen: '01',
      calificacion: 'S1',
      rateBp: rateBp(rate),
      recargoRateBp: recargo === null ? null : rateBp(recargo),
    },
    cents(gross),
  );

/** An F2 over `groups` whose totals are their sums. */
export function altaInput(groups: readonly TaxGroup[], changes: Partial<RegistroAltaInput> = {}): RegistroAltaInput {
  const tax = groups.reduce((sum, { taxCents, recargoCents }) => sum + taxCents + recargoCents, 0);
  const base = groups.reduce((sum, { baseCents }) => sum + baseCents, 0);
  return {
    id: { idEmisor: '89890001K', numSerie: '01T01S-26-000001', fechaExpedicion: '20-11-2026' },
    refExterna: '019a9f1e-7b3c-7d52-8c11-5f0a3b9d2e41',
    nombreRazonEmisor: 'TIENDA DE EJEMPLO',
    factura: { tipo: 'F2' },
    descripcionOperacion: 'Venta en tienda',
    desglose: groups,
    cuotaTotal: serialiseAmount(cents(tax)),
    importeTotal: serialiseAmount(cents(base + tax)),
    encadenamiento: { kind: 'first' },
    sistema: SISTEMA,
    generatedAt: '2026-11-20T10:15:01+01:00',
    ...changes,
  };
}

export const alta = (groups: readonly TaxGroup[], changes: Partial<RegistroAltaInput> = {}): BuiltRecord =>
  must(buildRegistroAlta(altaInput(groups, changes), sha256Hex));

/** The annulment of `annulled`, chained after it. */
export const anulacionInput = (
  annulled: BuiltRecord,
  changes: Partial<RegistroAnulacionInput> = {},
): RegistroAnulacionInput => ({
  id: annulled.id,
  refExterna: '019a9f20-1111-7d52-8c11-5f0a3b9d2e42',
  encadenamiento: { kind: 'previous', id: annulled.id, huella: annulled.huella },
  sistema: SISTEMA,
  generatedAt: '2026-11-20T10:20:00+01:00',
  sinRegistroPrevio: false,
  rechazoPrevio: false,
  ...changes,
});

export const anulacion = (annulled: BuiltRecord, changes: Partial<RegistroAnulacionInput> = {}): BuiltRecord =>
  must(buildRegistroAnulacion(anulacionInput(annulled, changes), sha256Hex));
