import type { TaxArea } from '../tax/types.ts';

/** What the first two digits of a Spanish postal code say about a shop. */
export type Province = {
  readonly prefix: string;
  /** Official name, in the language or languages of the province. */
  readonly name: string;
  readonly timeZone: 'Europe/Madrid' | 'Atlantic/Canary';
  readonly taxArea: TaxArea;
};

/** In the order of their prefixes, 01 to 52. */
const NAMES: readonly string[] = [
  'Araba/Álava',
  'Albacete',
  'Alacant/Alicante',
  'Almería',
  'Ávila',
  'Badajoz',
  'Illes Balears',
  'Barcelona',
  'Burgos',
  'Cáceres',
  'Cádiz',
  'Castelló/Castellón',
  'Ciudad Real',
  'Córdoba',
  'A Coruña',
  'Cuenca',
  'Girona',
  'Granada',
  'Guadalajara',
  'Gipuzkoa',
  'Huelva',
  'Huesca',
  'Jaén',
  'León',
  'Lleida',
  'La Rioja',
  'Lugo',
  'Madrid',
  'Málaga',
  'Murcia',
  'Navarra',
  'Ourense',
  'Asturias',
  'Palencia',
  'Las Palmas',
  'Pontevedra',
  'Salamanca',
  'Santa Cruz de Tenerife',
  'Cantabria',
  'Segovia',
  'Sevilla',
  'Soria',
  'Tarragona',
  'Teruel',
  'Toledo',
  'València/Valencia',
  'Valladolid',
  'Bizkaia',
  'Zamora',
  'Zaragoza',
  'Ceuta',
  'Melilla',
];

const CANARIAS: ReadonlySet<string> = new Set(['35', '38']);
/** Ceuta and Melilla: LIVA does not apply there either (LIVA 3.Dos.1.b). */
const CITIES: ReadonlySet<string> = new Set(['51', '52']);

function provinceOf(name: string, index: number): Province {
  const prefix = String(index + 1).padStart(2, '0');
  const isCanarias = CANARIAS.has(prefix);
  return {
    prefix,
    name,
    timeZone: isCanarias ? 'Atlantic/Canary' : 'Europe/Madrid',
    taxArea: isCanarias ? 'IGIC' : CITIES.has(prefix) ? 'IPSI' : 'IVA',
  };
}

export const PROVINCES: readonly Province[] = NAMES.map(provinceOf);

/** The province of a postal code of five digits; null for anything else. */
export function provinceOfPostalCode(postalCode: string): Province | null {
  const prefix = /^(\d{2})\d{3}$/.exec(postalCode.trim())?.[1];
  return PROVINCES.find((province) => province.prefix === prefix) ?? null;
}
