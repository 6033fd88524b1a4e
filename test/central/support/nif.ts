import { parseNif } from '../../../domain/verifactu/nif.ts';

/** A valid NIF of a company, another one for every number. */
export function nifOf(number: number): string {
  const digits = String(number).padStart(7, '0');
  for (let control = 0; control <= 9; control += 1) {
    const nif = `B${digits}${control}`;
    if (parseNif(nif).ok) return nif;
  }
  throw new Error(`no control digit fits ${digits}`);
}
