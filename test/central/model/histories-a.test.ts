import { testHistories } from './histories.ts';

// Half of them: the other file runs beside this one.
testHistories({ from: 1, count: 100 });
