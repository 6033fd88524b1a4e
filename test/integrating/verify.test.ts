import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sign } from '../../central/modules/webhooks/signature.ts';
import { type Built, build, type Ended, languages, runToEnd } from './support/languages.ts';

/** The official vector of Standard Webhooks. */
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const OTHER = `whsec_${Buffer.from('0123456789abcdef01234567').toString('base64')}`;
const AT = 1_614_265_330;
const ID = 'msg_p5jXN8AQM9LWM0D4loKWxJek';
const GOOD = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';
const BODY = '{"test": 2432232314}';

type Case = {
  readonly secret?: string;
  readonly id?: string | null;
  readonly timestamp?: string | null;
  readonly signature?: string | null;
  readonly body?: string;
  readonly now?: number;
};

const SPANISH = '{"type":"order.received","data":{"displayNumber":"Ñu 1 €"}}\r\n\n\n';

const taken: readonly (readonly [string, Case])[] = [
  ['the official vector', {}],
  ['a secret without its prefix', { secret: SECRET.slice(6) }],
  ['one good signature among others', { signature: `v1a,AAAA v1,AAAA ${GOOD} v2,x` }],
  ['the second of two secrets', { secret: `${OTHER} ${SECRET}` }],
  ['a time of five minutes ago', { now: AT + 300 }],
  ['a time in five minutes', { now: AT - 300 }],
  ['letters and line ends as they came', { body: SPANISH, signature: sign(SECRET, ID, AT, SPANISH) }],
];

const refused: readonly (readonly [string, Case])[] = [
  ['another body', { body: `${BODY} ` }],
  ['no body', { body: '' }],
  ['another id', { id: 'msg_other' }],
  ['another time that is recent too', { timestamp: String(AT + 1) }],
  ['another secret', { secret: OTHER }],
  ['no secret', { secret: '' }],
  ['a secret that is only its prefix', { secret: 'whsec_', signature: sign('whsec_', ID, AT, BODY) }],
  ['no id', { id: null }],
  ['no timestamp', { timestamp: null }],
  ['no signature', { signature: null }],
  ['an empty signature', { signature: 'v1,' }],
  ['half a signature', { signature: GOOD.slice(0, 11) }],
  ['a signature and more', { signature: `${GOOD}A` }],
  ['nonsense for a signature', { signature: 'v1,%%%ñ' }],
  ['a good signature of another version', { signature: GOOD.replace('v1,', 'v1a,') }],
  ['a good signature of no version', { signature: GOOD.replace('v1,', '') }],
  ['a time that is none', { timestamp: 'now', signature: sign(SECRET, ID, Number.NaN, BODY) }],
  ['a time with a fraction', { timestamp: `${AT}.0` }],
  ['a negative time', { timestamp: `-${AT}` }],
  ['a time longer than any', { timestamp: `${AT}`.padStart(40, '9') }],
  ['a time long ago', { now: AT + 301 }],
  ['a time to come', { now: AT - 301 }],
];

function deliveryOf({ id = ID, timestamp = String(AT), signature = GOOD, body = BODY }: Case): string {
  const headers = { 'Webhook-Id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature };
  const lines = Object.entries(headers).flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`]));
  return `content-type: application/json\n${lines.join('\n')}\n\n${body}`;
}

for (const language of languages) {
  describe.skipIf(!language.isInstalled)(`verify_signature in ${language.name}`, () => {
    let built: Built;
    beforeAll(async () => {
      built = await build(language);
    });
    afterAll(() => built?.remove());

    const run = (given: Case): Promise<Ended> => {
      const clock = ['--now', String(given.now ?? AT)];
      const command = [...language.verify(built.folder), ...clock] as unknown as readonly [string, ...string[]];
      return runToEnd(command, { WEBHOOK_SECRET: given.secret ?? SECRET }, deliveryOf(given));
    };

    test.each(taken)('takes %s', async (_, given) => {
      const { code, stdout, stderr } = await run(given);
      expect({ code, stdout, stderr }).toEqual({
        code: 0,
        stdout: `verified ${ID} ${given.body ?? BODY}\n`,
        stderr: '',
      });
    });

    test.each(refused)('refuses %s', async (_, given) => {
      const { code, stdout, stderr } = await run(given);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      // A reason, and no stack of a program that broke.
      expect(stderr).toMatch(/^refused [^\n]+\n$/);
    });

    test('has the clock of the machine unless a test says otherwise', async () => {
      const env = { WEBHOOK_SECRET: SECRET };
      expect((await runToEnd(language.verify(built.folder), env, deliveryOf({}))).code).toBe(1);
      const at = Math.floor(Date.now() / 1_000);
      const now = deliveryOf({ timestamp: String(at), signature: sign(SECRET, ID, at, BODY) });
      expect((await runToEnd(language.verify(built.folder), env, now)).code).toBe(0);
    });
  });
}
