import type { SistemaInformatico } from '../../../domain/verifactu/sistema-informatico.ts';
import type { Till } from '../till.ts';

/** This program on this installation, as every record names it (SPEC.md 5.5). One folder serves one issuer. */
export function sistemaOf(till: Till): SistemaInformatico {
  const { producer, version } = till.ports.program;
  return {
    nombreRazon: producer.name,
    nif: producer.taxId,
    nombreSistemaInformatico: producer.systemName,
    idSistemaInformatico: producer.systemId,
    version,
    numeroInstalacion: till.installation.numeroInstalacion,
    soloVerifactu: true,
    posibleMultiOT: true,
    indicadorMultiplesOT: false,
  };
}
