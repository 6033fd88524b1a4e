import type { Sha256Hex } from '../ports.ts';
import type { Result } from '../result.ts';
import { ok } from '../result.ts';
import { previousHuella } from './encadenamiento.ts';
import { cadenaAnulacion } from './huella.ts';
import type { BuiltRecord, RegistroInput } from './registro.ts';
import { checkRegistro, closeRegistro } from './registro.ts';
import { element, leaf, optionalLeaf } from './xml-text.ts';

/** An annulment: for an invoice whose operation never existed, nothing else (SPEC.md 12, 21). */
export type RegistroAnulacionInput = RegistroInput & {
  /** The annulled record is not at AEAT (SPEC.md 12). */
  readonly sinRegistroPrevio: boolean;
  /** An earlier annulment of the same invoice was rejected. */
  readonly rechazoPrevio: boolean;
};

/** The final `sf:RegistroAnulacion` (SPEC.md 5.2). Refuses with the codes of `checkRegistro`. */
export function buildRegistroAnulacion(raw: RegistroAnulacionInput, sha256: Sha256Hex): Result<BuiltRecord> {
  const checked = checkRegistro(raw);
  if (!checked.ok) return checked;
  const input = checked.value;
  const { idEmisor, numSerie, fechaExpedicion } = input.id;
  const head =
    leaf('IDVersion', '1.0') +
    element(
      'IDFactura',
      leaf('IDEmisorFacturaAnulada', idEmisor) +
        leaf('NumSerieFacturaAnulada', numSerie) +
        leaf('FechaExpedicionFacturaAnulada', fechaExpedicion),
    ) +
    leaf('RefExterna', input.refExterna) +
    optionalLeaf('SinRegistroPrevio', input.sinRegistroPrevio ? 'S' : null) +
    optionalLeaf('RechazoPrevio', input.rechazoPrevio ? 'S' : null);
  const cadena = cadenaAnulacion({
    IDEmisorFacturaAnulada: idEmisor,
    NumSerieFacturaAnulada: numSerie,
    FechaExpedicionFacturaAnulada: fechaExpedicion,
    Huella: previousHuella(input.encadenamiento),
    FechaHoraHusoGenRegistro: input.generatedAt,
  });
  return ok(closeRegistro('anulacion', input, head, cadena, sha256));
}
