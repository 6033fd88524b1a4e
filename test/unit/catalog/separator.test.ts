import { describe, expect, it } from 'vitest';
import { detectSeparator } from '../../../domain/catalog/separator.ts';

describe('the separator', () => {
  it.each([
    [';', 'codigo;nombre;precio\n1;Pan, de molde;1,20\n'],
    [',', 'codigo,nombre,precio\n1,"Pan; de molde",1.20\n'],
    ['\t', 'codigo\tnombre\tprecio\n1\tPan, de molde\t1,20\n'],
    [';', '"nombre, formato";precio;iva\nPan;1,20;4\n'],
    [';', 'nombre, formato;precio;iva\nPan, blanco, tierno;1,20;4\nAgua;1;10\n'],
    [',', 'nombre,precio,iva;tipo\nPan,1.20,4\nAgua,1,10\n'],
    [';', 'solo una columna\nvalor\n'],
    [';', ''],
    [',', 'sep=,\na,b\n'],
  ] as const)('is %j', (expected, sample) => {
    expect(detectSeparator(sample, true)).toBe(expected);
  });
});
