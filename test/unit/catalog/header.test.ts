import { describe, expect, it } from 'vitest';
import { parseFieldMapping, planColumns, recogniseColumns } from '../../../domain/catalog/header.ts';

function plan(header: string, mapping = {}) {
  const names = header.split(';');
  const planned = planColumns(names, mapping);
  if (!planned.ok) return planned.refusal;
  return Object.fromEntries(Object.entries(planned.value.columns).map(([field, index]) => [field, names[index]]));
}

describe('columns by their names', () => {
  it('are known in any order, with or without accents and capitals', () => {
    expect(plan('PVP;Descripción;Código de Barras;% IVA;Referencia;Familia;Subfamilia')).toEqual({
      price: 'PVP',
      name: 'Descripción',
      code: 'Código de Barras',
      rate: '% IVA',
      reference: 'Referencia',
      category: 'Familia',
      subcategory: 'Subfamilia',
    });
  });

  it('are those of the sample catalogue', () => {
    expect(plan('codigo;ean;nombre;formato;precio;iva;categoria;subcategoria;venta')).toMatchObject({
      reference: 'codigo',
      code: 'ean',
      name: 'nombre',
      unit: 'venta',
    });
  });

  it('take "Artículo" for the reference only beside a description', () => {
    expect(plan('Artículo;Descripción;P.V.P.;IVA')).toMatchObject({ reference: 'Artículo', name: 'Descripción' });
    expect(plan('Ref.;Artículo;P.V.P.;IVA')).toMatchObject({ reference: 'Ref.', name: 'Artículo' });
  });

  it('never take a price without tax for the price', () => {
    expect(plan('codigo;nombre;precio sin iva;iva')).toMatchObject({
      code: 'catalog_column_missing',
      params: { missing: 'precio (price)', found: 'codigo, nombre, precio sin iva, iva' },
    });
    expect(plan('codigo;nombre;precio sin iva;PVP;iva')).toMatchObject({ price: 'PVP' });
  });

  it('do with barcodes instead of references', () => {
    expect(plan('ean;nombre;pvp;iva')).toMatchObject({ code: 'ean' });
    expect(plan('nombre;pvp;iva')).toMatchObject({
      code: 'catalog_column_missing',
      params: { missing: 'referencia (reference)' },
    });
  });

  it('are refused when one name stands twice', () => {
    expect(plan('codigo;nombre;precio;precio;iva')).toMatchObject({
      code: 'catalog_column_twice',
      params: { column: 'precio' },
    });
  });

  it('are refused when there are none or far too many', () => {
    expect(plan(';;')).toMatchObject({ code: 'catalog_no_columns' });
    expect(plan('x;'.repeat(10_000))).toMatchObject({ code: 'catalog_too_many_columns', params: { count: 10_001 } });
  });
});

describe('titles of Spanish lists', () => {
  it.each([
    ['price', ['PVP', 'P.V.P.', 'PVP €', 'PVP IVA inc.', 'PVP (IVA incluido)', 'Precio', 'Precio con IVA']],
    ['price', ['Precio IVA incl.', 'Precio de venta', 'Precio venta con IVA', 'Precio (€)', 'P. venta', 'Tarifa']],
    ['code', ['EAN', 'EAN-13', 'Código de barras', 'Cód. barras', 'Cod. de barras', 'Código EAN', 'C. Barras', 'GTIN']],
    ['name', ['Nombre', 'Artículo', 'Descripción', 'Descripción del artículo', 'Producto', 'Denominación', 'Concepto']],
    ['category', ['Familia', 'Sección', 'Categoría', 'Departamento', 'Grupo', 'Familias', 'Nombre familia']],
    [
      'rate',
      ['IVA', '% IVA', 'IVA %', 'IVA (%)', 'I.V.A.', 'Tipo de IVA', 'Tipo IVA', '% de IVA', 'Porcentaje de IVA'],
    ],
    [
      'reference',
      ['Ref.', 'Referencia', 'Código', 'Cód. artículo', 'Código interno', 'Cód. interno', 'SKU', 'Nº artículo'],
    ],
    ['unit', ['Venta', 'Unidad de venta', 'Unidad', 'Tipo de venta']],
    ['shortCode', ['PLU', 'Código corto', 'Tecla']],
  ] as const)('%s: %j', (field, titles) => {
    for (const title of titles) {
      const recognised = recogniseColumns([title], {});
      expect({ title, ...(recognised.ok ? recognised.value.columns : {}) }).toEqual({ title, [field]: 0 });
    }
  });

  it('that would be a wrong price, code or rate stay unknown', () => {
    for (const title of [
      'Precio sin IVA',
      'Base',
      'Coste',
      'Precio coste',
      'PVP sin IVA',
      'Importe IVA',
      'Stock',
      'Código familia',
    ])
      expect(recogniseColumns([title], {})).toMatchObject({ value: { columns: {} } });
  });

  it('are known also when that is not enough to import', () => {
    expect(recogniseColumns(['Código', 'Artículo', 'Importe', 'IVA'], {})).toMatchObject({
      ok: true,
      value: { columns: { reference: 0, name: 1, rate: 3 }, missing: ['price'] },
    });
  });
});

describe('columns as the caller says', () => {
  it('are left alone when the caller says that the file does not have the field', () => {
    const header = 'codigo;ean;nombre;formato;pvp;iva';
    expect(plan(header, {})).toMatchObject({ format: 'formato' });
    expect(plan(header, { format: '' })).not.toHaveProperty('format');
    expect(plan(header, { price: '' })).toMatchObject({ code: 'catalog_column_missing' });
    // The column is free for another field.
    expect(plan(header, { code: '', shortCode: 'ean' })).toMatchObject({ shortCode: 'ean', reference: 'codigo' });
  });

  it('win over their names', () => {
    expect(plan('codigo;nombre;precio;Tarifa 2;iva', { price: 'tarifa 2' })).toMatchObject({ price: 'Tarifa 2' });
  });

  it('are refused when the file has no such column', () => {
    expect(plan('codigo;nombre;precio;iva', { price: 'Importe' })).toMatchObject({
      code: 'catalog_map_column_unknown',
      params: { column: 'Importe', found: 'codigo, nombre, precio, iva' },
    });
  });

  it('are written as field=column, in English or Spanish, quoted if they hold a comma', () => {
    expect(parseFieldMapping('name=Artículo,precio=PVP')).toEqual({
      ok: true,
      value: { name: 'Artículo', price: 'PVP' },
    });
    expect(parseFieldMapping('price="PVP, con IVA",iva=Tipo')).toEqual({
      ok: true,
      value: { price: 'PVP, con IVA', rate: 'Tipo' },
    });
    expect(parseFieldMapping('color=Azul')).toMatchObject({ refusal: { code: 'catalog_map_field_unknown' } });
    expect(parseFieldMapping('price')).toMatchObject({ refusal: { code: 'catalog_map_malformed' } });
  });
});
