import { describe, expect, it } from 'vitest';
import { add, closingLine, failedStep, passedStep, tallyTests } from '../../scripts/count-tests.ts';

const test = (fullName: string, status: string) => ({ fullName, status });
const report = (...assertionResults: { fullName: string; status: string }[]) =>
  JSON.stringify({ testResults: [{ name: 'a.test.ts', status: 'passed', message: '', assertionResults }] });

describe('counting a test run', () => {
  it('adds up and names what failed and what was skipped', () => {
    const text = report(
      test('sells', 'passed'),
      test('prints', 'failed'),
      test('traces', 'skipped'),
      test('x', 'todo'),
    );
    const total = add(passedStep, tallyTests(text, false));
    expect(closingLine(total)).toBe('2 passed, 1 failed, 2 skipped');
    expect(total.named).toEqual(['FAILED  prints', 'skipped traces', 'skipped x']);
  });

  it.each([
    ['a runner that wrote nothing', null, false],
    ['a runner that wrote nothing and says all is well', null, true],
    ['a report that is cut off', '{"testResults":[', true],
    ['no test file', '{"testResults":[]}', true],
    ['nothing but skipped tests', report(test('traces', 'skipped')), true],
    ['a failure outside of any test', report(test('sells', 'passed')), false],
  ])('takes %s for a failure', (_name, text, exitedWell) => {
    expect(tallyTests(text, exitedWell).failed).toBe(1);
  });

  it('counts a file that cannot be loaded as one failure', () => {
    const broken = { name: 'b.test.ts', status: 'failed', message: 'SyntaxError: x\n at y', assertionResults: [] };
    const { failed, named } = tallyTests(JSON.stringify({ testResults: [broken] }), false);
    expect({ failed, named }).toEqual({ failed: 1, named: ['FAILED  b.test.ts: SyntaxError: x'] });
  });

  it('does not count one failure twice', () => {
    expect(tallyTests(report(test('sells', 'failed')), false).failed).toBe(1);
    expect(add(failedStep('types'), failedStep('import rules')).failed).toBe(2);
  });
});
