import { describe, expect, it } from 'vitest';
import { PROVINCES, provinceOfPostalCode } from '../../../domain/shop/provinces.ts';

describe('provinces', () => {
  it('are 52, each prefix and each name once', () => {
    expect(PROVINCES).toHaveLength(52);
    expect(new Set(PROVINCES.map(({ prefix }) => prefix)).size).toBe(52);
    expect(new Set(PROVINCES.map(({ name }) => name)).size).toBe(52);
  });

  it.each([
    ['01001', 'Araba/Álava'],
    ['08001', 'Barcelona'],
    ['15001', 'A Coruña'],
    ['20001', 'Gipuzkoa'],
    ['28013', 'Madrid'],
    ['31001', 'Navarra'],
    ['33001', 'Asturias'],
    ['39001', 'Cantabria'],
    ['46001', 'València/Valencia'],
    ['50001', 'Zaragoza'],
    ['51001', 'Ceuta'],
    ['52001', 'Melilla'],
  ])('know that %s is %s', (postalCode, name) => {
    expect(provinceOfPostalCode(postalCode)?.name).toBe(name);
  });

  it('know the clock and the tax of the Canaries, Ceuta and Melilla', () => {
    expect(provinceOfPostalCode('35001')).toMatchObject({ timeZone: 'Atlantic/Canary', taxArea: 'IGIC' });
    expect(provinceOfPostalCode('38001')).toMatchObject({ timeZone: 'Atlantic/Canary', taxArea: 'IGIC' });
    expect(provinceOfPostalCode('51001')).toMatchObject({ timeZone: 'Europe/Madrid', taxArea: 'IPSI' });
    expect(provinceOfPostalCode('07001')).toMatchObject({ timeZone: 'Europe/Madrid', taxArea: 'IVA' });
    expect(PROVINCES.filter(({ taxArea }) => taxArea !== 'IVA')).toHaveLength(4);
  });

  it.each(['', '4600', '460011', '00001', '53001', '99999', 'ABCDE', '46 01'])('know nothing of «%s»', (text) => {
    expect(provinceOfPostalCode(text)).toBeNull();
  });
});
