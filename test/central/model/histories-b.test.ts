import { testHistories } from './histories.ts';

// The other half; far enough away that the long run of the first does not reach it.
testHistories({ from: 100_001, count: 100 });
