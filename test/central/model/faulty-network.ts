import type { HttpAnswer, HttpRequest } from '../../../electron/sync/engine/ports.ts';
import { lostAnswer, type Network } from '../support/till-of-test.ts';

/** What was really reached: a run that never saw a fault proves nothing about it. */
export type Reached = {
  gap: number;
  repeat: number;
  diverged: number;
  quarantined: number;
  fullResync: number;
  lostRequest: number;
  lostAnswer: number;
  wrongAnswer: number;
  twice: number;
  late: number;
};

export const nothingReached = (): Reached => ({
  gap: 0,
  repeat: 0,
  diverged: 0,
  quarantined: 0,
  fullResync: 0,
  lostRequest: 0,
  lostAnswer: 0,
  wrongAnswer: 0,
  twice: 0,
  late: 0,
});

const wrongAnswers: readonly HttpAnswer[] = [
  { ok: true, status: 200, retryAfterMs: null, body: '<html>Acepte las condiciones de la wifi</html>' },
  { ok: true, status: 200, retryAfterMs: null, body: '{"installationId":"01-T01","ackedThr' },
  { ok: true, status: 429, retryAfterMs: 1_000, body: '' },
  { ok: true, status: 500, retryAfterMs: null, body: 'Internal Server Error' },
  { ok: true, status: 502, retryAfterMs: null, body: '<html>Bad Gateway</html>' },
  { ok: true, status: 503, retryAfterMs: 5_000, body: '' },
  { ok: false, code: 'central_silent' },
];

const firstSeq = ({ body }: HttpRequest): { readonly installation: string; readonly seq: number } | null => {
  const line = body?.slice(0, body.indexOf('\n')) ?? '';
  if (line === '') return null;
  const { installationId, seq } = JSON.parse(line) as { installationId: string; seq: number };
  return { installation: installationId, seq };
};

function note(reached: Reached, request: HttpRequest, answer: HttpAnswer, taken: Map<string, number>): void {
  if (!answer.ok) return;
  if (request.path.endsWith('/events')) {
    const first = firstSeq(request);
    if (answer.body.includes('"event_gap"')) reached.gap += 1;
    if (answer.body.includes('"till_diverged"')) reached.diverged += 1;
    if (answer.status !== 200 || first === null) return;
    const said = JSON.parse(answer.body) as { ackedThrough: number; quarantined: unknown[] };
    if (first.seq <= (taken.get(first.installation) ?? 0)) reached.repeat += 1;
    taken.set(first.installation, said.ackedThrough);
    reached.quarantined += said.quarantined.length;
  }
  if (request.path.includes('/changes?') && answer.status === 200) {
    const asked = new URL(request.path, 'http://central').searchParams;
    const said = JSON.parse(answer.body) as { epoch: string };
    if (said.epoch !== asked.get('epoch') && asked.get('after') !== '0') reached.fullResync += 1;
  }
}

/**
 * Loses requests and answers, answers nonsense, delivers twice at once and once more much later.
 * @param faulty probability of a fault per request, 0..1.
 */
export function faultyNetwork(reached: Reached, random: () => number, faulty: () => number): Network {
  const taken = new Map<string, number>();
  let late: (() => Promise<HttpAnswer>) | null = null;
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  return async (request, send) => {
    const through = async (): Promise<HttpAnswer> => {
      const answer = await send();
      note(reached, request, answer, taken);
      return answer;
    };
    if (random() >= faulty()) return through();
    switch (pick(['request', 'answer', 'wrong', 'twice', 'keep', 'late'] as const)) {
      case 'request':
        reached.lostRequest += 1;
        return lostAnswer;
      case 'answer':
        await through();
        reached.lostAnswer += 1;
        return lostAnswer;
      case 'wrong':
        // Sometimes after it was done, which the till cannot know.
        if (random() < 0.5) await through();
        reached.wrongAnswer += 1;
        return pick(wrongAnswers);
      case 'twice': {
        reached.twice += 1;
        const [answer] = await Promise.all([through(), send()]);
        return answer;
      }
      case 'keep':
        late = send;
        return through();
      default:
        if (late !== null) {
          reached.late += 1;
          await late();
        }
        return through();
    }
  };
}
