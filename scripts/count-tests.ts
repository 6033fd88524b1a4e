/** What `npm test` adds up: one for each of types, lint and import rules, and one for every test. */
export type Tally = {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Names of what failed and what was skipped, in the words of the closing list. */
  readonly named: readonly string[];
};

/** The part of vitest's JSON report that is read here. */
export type TestReport = {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
};

export const NOTHING: Tally = { passed: 0, failed: 0, skipped: 0, named: [] };

export const passedStep: Tally = { ...NOTHING, passed: 1 };
export const failedStep = (name: string): Tally => ({ ...NOTHING, failed: 1, named: [`FAILED  ${name}`] });

export const add = (a: Tally, b: Tally): Tally => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
  named: [...a.named, ...b.named],
});

function tallyFile(file: TestReport['testResults'][number]): Tally {
  const tests = file.assertionResults.map(({ fullName, status }): Tally => {
    if (status === 'passed') return passedStep;
    if (status === 'failed') return failedStep(fullName);
    return { ...NOTHING, skipped: 1, named: [`skipped ${fullName}`] };
  });
  const tally = tests.reduce(add, NOTHING);
  // A file that cannot be loaded, or whose hooks fail, reports no failed test: it counts as one.
  const isSilentFailure = file.status === 'failed' && tally.failed === 0;
  return isSilentFailure ? add(tally, failedStep(`${file.name}: ${file.message.split('\n')[0] ?? ''}`)) : tally;
}

/**
 * @param text vitest's JSON report as written, or null if it wrote none
 * @param exitedWell whether vitest ended with exit code 0
 * @returns a tally that has a failure whenever tests failed, nothing ran, or the runner died on its way
 */
export function tallyTests(text: string | null, exitedWell: boolean): Tally {
  const broken = failedStep('the test runner itself (see above)');
  if (text === null) return broken;
  let report: TestReport;
  try {
    report = JSON.parse(text) as TestReport;
  } catch {
    return broken;
  }
  const tally = report.testResults.map(tallyFile).reduce(add, NOTHING);
  if (tally.passed + tally.failed === 0) return add(tally, failedStep('no test was executed'));
  return !exitedWell && tally.failed === 0 ? add(tally, broken) : tally;
}

/** The last line of a run; other programs read it. */
export const closingLine = ({ passed, failed, skipped }: Tally): string =>
  `${passed} passed, ${failed} failed, ${skipped} skipped`;
