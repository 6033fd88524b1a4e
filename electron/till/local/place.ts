import { ok } from '../../../domain/result.ts';
import { adoptFolder } from '../setup/place.ts';
import type { LocalAnswer, LocalDesk } from './desk.ts';

/** Refuses `not_elsewhere`. */
export function adopt({ till }: Pick<LocalDesk, 'till'>, answer: 'moved' | 'copied'): LocalAnswer {
  const adopted = adoptFolder(till, answer);
  return Promise.resolve(adopted.ok ? ok({ installation: till.installation.numeroInstalacion }) : adopted);
}
