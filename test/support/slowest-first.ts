import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take ten seconds and more: at the end of a group one of them would leave a core without work. */
const SLOW = [
  'test/unit/bench-screen.test.ts',
  'test/central/model/histories-a.test.ts',
  'test/central/model/histories-b.test.ts',
  'test/faults/kill.test.ts',
  'test/e2e/accessible.test.ts',
  'test/cli/cli.test.ts',
  'test/faults/power-cut.test.ts',
  'test/e2e/selling.test.ts',
  'test/devices/printing.test.ts',
  'test/e2e/payment.test.ts',
  'test/unit/bench.test.ts',
  'test/renderer/setup/pages.test.ts',
  'test/e2e/tickets.test.ts',
  'test/e2e/self-test.test.ts',
  'test/central/faults/killed.test.ts',
  'test/cli/day.test.ts',
  'test/cli/running-till.test.ts',
  'test/central/openapi/requests.test.ts',
  'test/central/whole-path.test.ts',
  'test/central/faults/sockets.test.ts',
  'test/central/setup/serve.test.ts',
];

const rank = ({ moduleId }: TestSpecification): number => {
  const at = SLOW.findIndex((path) => moduleId.endsWith(path));
  return at === -1 ? SLOW.length : at;
};
const groupOf = ({ project }: TestSpecification): number => project.config.sequence.groupOrder;

/** The order of vitest, but for the long ones, which come first in their group. */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => groupOf(a) - groupOf(b) || rank(a) - rank(b));
  }
}
