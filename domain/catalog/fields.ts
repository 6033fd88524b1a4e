/** What a catalogue file can say about a product. The order is that of the preview. */
export const CATALOG_FIELDS = [
  'reference',
  'code',
  'shortCode',
  'name',
  'format',
  'price',
  'rate',
  'category',
  'subcategory',
  'unit',
] as const;
export type CatalogField = (typeof CATALOG_FIELDS)[number];

/** The same in Spanish, as shown in sentences and accepted in a mapping. */
export const FIELD_NAMES_ES: Readonly<Record<CatalogField, string>> = {
  reference: 'referencia',
  code: 'ean',
  shortCode: 'corto',
  name: 'nombre',
  format: 'formato',
  price: 'precio',
  rate: 'iva',
  category: 'categoria',
  subcategory: 'subcategoria',
  unit: 'venta',
};

const list = (text: string): readonly string[] => text.split(',').map((word) => word.trim());

/**
 * Column names met in shops' lists, folded and without spaces, the most telling first. Only exact names: "precio sin
 * iva" must never pass for a price.
 */
export const SYNONYMS: Readonly<Record<CatalogField, readonly string[]>> = {
  name: list(
    'nombre,nombrearticulo,nombreproducto,nombredelarticulo,nombredelproducto,descripcion,descripcionarticulo,descripcionproducto,denominacion,concepto,detalle,descripciondelarticulo,descripciondelproducto,descripcioncorta,descrip,articulo,producto,name,productname,itemname,description,title,titulo,product,item',
  ),
  reference: list(
    'referencia,ref,codigo,codigoarticulo,codigoproducto,codigointerno,codigodelarticulo,codinterno,codigodelproducto,referenciainterna,refinterna,refarticulo,referenciaarticulo,numeroarticulo,narticulo,codarticulo,codproducto,cod,codart,idarticulo,idproducto,sku,articulo,producto,id,reference,itemcode,productcode,code',
  ),
  code: list(
    'ean,ean13,codigoean,codigoean13,codigodebarras,codigobarras,codigosdebarras,codbarras,coddebarras,cbarras,codean,codean13,codigodebarra,codigobarraean,eanupc,codbarra,codigobarra,barras,barcode,gtin,upc,ean8',
  ),
  shortCode: list('plu,codigocorto,codigoplu,tecla,codigobalanza,shortcode'),
  format: list('formato,presentacion,envase,tamano,format,size'),
  price: list(
    'pvp,pvpivaincluido,pvpivaincl,pvpconiva,precioivaincluido,precioivaincl,precioconiva,preciodeventa,precioventa,precioventapublico,preciodeventaalpublico,precioventaalpublico,precioventaconiva,preciodeventaconiva,precioventaivaincluido,preciodeventaivaincluido,precioivainc,pvpivainc,pvpiva,preciopublico,precioalpublico,pventa,ppublico,pvp1,precio,tarifa,tarifa1,retailprice,sellingprice,saleprice,price',
  ),
  rate: list(
    'iva,tipoiva,tipodeiva,porcentajeiva,porcentajedeiva,deiva,ivaaplicable,ivaventa,tasaiva,tipoimpuesto,tipodeimpuesto,ivaporcentaje,tipoimpositivo,impuesto,impuestos,igic,ipsi,vat,vatrate,taxrate,tax',
  ),
  category: list(
    'categoria,familia,seccion,departamento,grupo,categorias,familias,secciones,nombrefamilia,nombredefamilia,rubro,grupodearticulos,category,family,department',
  ),
  subcategory: list('subcategoria,subfamilia,subseccion,subgrupo,subcategory,subfamily'),
  unit: list(
    'venta,unidad,unidaddeventa,unidadventa,unidaddemedida,unidadmedida,tipoventa,tipodeventa,vendidopor,medida,um,uom,unit,soldby',
  ),
};

/** Name before reference: "Artículo" is the reference in a list that also has a "Descripción". */
export const ASSIGNMENT_ORDER: readonly CatalogField[] = [
  'name',
  'code',
  'shortCode',
  'reference',
  'price',
  'rate',
  'format',
  'category',
  'subcategory',
  'unit',
];
