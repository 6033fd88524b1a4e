/**
 * Target namespaces of the AEAT schemas. They say `tike` without `V1.0` and never change with the environment: the
 * address a schema is downloaded from is another one and is rejected as a namespace (xsd/README.md, traps).
 */
const BASE =
  'https://www2.agenciatributaria.gob.es/static_files/common/internet/dep/aplicaciones/es/aeat/tike/cont/ws/';

/** Elements of the records: prefix `sf`. */
export const SF_NAMESPACE = `${BASE}SuministroInformacion.xsd`;
/** Elements of the request around them: prefix `sfLR`. */
export const SFLR_NAMESPACE = `${BASE}SuministroLR.xsd`;
