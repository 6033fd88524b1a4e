import { sistemaOf } from '../../../domain/documents/fiscal-record.ts';
import type { SistemaInformatico } from '../../../domain/verifactu/sistema-informatico.ts';
import type { Till } from '../till.ts';

/** This program on this installation. One folder serves one issuer. */
export const sistemaOfTill = (till: Till): SistemaInformatico =>
  sistemaOf(till.ports.program, till.installation.numeroInstalacion);
