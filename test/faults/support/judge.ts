import Database from 'better-sqlite3';
import { listIncidents } from '../../../db/logs.ts';
import { databasePath } from '../../../db/open.ts';
import { type Result, refuse } from '../../../domain/result.ts';
import { openTill } from '../../../electron/till/open-till.ts';
import { verify } from '../../../electron/till/records/verify.ts';
import type { Till, TillPorts } from '../../../electron/till/till.ts';
import { sellOne } from '../../support/till.ts';
import { type Acknowledged, lostDocuments, lostEdits } from './acknowledged.ts';

export type Verdict = {
  /** Why the folder was not opened for selling, or no sale was made; null when it sells. */
  readonly refused: string | null;
  readonly lost: readonly string[];
  readonly incidents: readonly string[];
  /** What verify finds besides the incidents. */
  readonly problems: readonly string[];
  /** The next number was given before. */
  readonly isReused: boolean;
};

const REFUSED = { lost: [], incidents: [], problems: [], isReused: false };

/** Opens what a fault left as the next start would, compares it with what was acknowledged, and sells one more. */
export function judge(folder: string, ports: TillPorts, acks: Acknowledged): Verdict {
  const opened = open(folder, ports);
  if (!opened.ok) return { ...REFUSED, refused: opened.refusal.code };
  try {
    return judgeOpen(opened.value, folder, ports, acks);
  } finally {
    opened.value.close();
  }
}

/** A damaged setting may also stop the start by an exception: as loud as a refusal, without its name. */
function open(folder: string, ports: TillPorts): Result<Till> {
  try {
    return openTill(folder, ports);
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

function judgeOpen(till: Till, folder: string, ports: TillPorts, acks: Acknowledged): Verdict {
  const lost = [...lostDocuments(till.db, acks), ...lostEdits(till.db, acks)];
  const incidents = listIncidents(till.db).map((incident) => incident.code);
  const sold = sell(till);
  const named = new Set(incidents.map((code) => `incident_${code}`));
  const { problems } = verify(till.db, folder, ports.sha256);
  return {
    refused: sold.refused,
    lost,
    incidents,
    problems: problems.filter(({ code }) => !named.has(code)).map((problem) => JSON.stringify(problem)),
    isReused: sold.number !== null && acks.numbers().has(sold.number),
  };
}

/** In a damaged file a sale may also fail loudly: sellOne throws what its commands refuse, and bugs. */
function sell(till: Till): { readonly refused: string | null; readonly number: string | null } {
  try {
    const sold = sellOne(till);
    return sold.ok
      ? { refused: null, number: sold.value.document.number }
      : { refused: sold.refusal.code, number: null };
  } catch (error) {
    return { refused: error instanceof Error ? error.message : String(error), number: null };
  }
}

/** What SQLite alone says about a file: null when it finds nothing wrong, however many rows are gone. */
export function sqliteFinds(folder: string): string | null {
  let db: Database.Database | null = null;
  try {
    db = new Database(databasePath(folder), { fileMustExist: true });
    const said = String(db.pragma('integrity_check', { simple: true }));
    return said === 'ok' ? null : said;
  } catch (error) {
    if (error instanceof Database.SqliteError) return error.code;
    throw error;
  } finally {
    db?.close();
  }
}
