/**
 * Who answers for this program: build-time configuration. A producer who ships Mostrador puts its own data here and
 * signs the declaración responsable for them (SPEC.md sections 5.5 and 19). While it is a placeholder, production is
 * refused and every folder is a test folder.
 */
export type Program = {
  readonly version: string;
  /** A clock before this local day is surely wrong. */
  readonly builtOn: string;
  readonly producer: {
    readonly name: string;
    readonly taxId: string;
    readonly systemName: string;
    /** IdSistemaInformatico: two characters A-Z or 0-9, chosen by the producer. */
    readonly systemId: string;
    readonly isPlaceholder: boolean;
  };
};

export const program: Program = {
  version: '0.1.0',
  builtOn: '2026-11-01',
  producer: {
    name: 'PRODUCTOR SIN CONFIGURAR',
    taxId: '00000000T',
    systemName: 'MOSTRADOR',
    systemId: 'MO',
    isPlaceholder: true,
  },
};
