import { testBenches } from './bench-run.ts';

testBenches('on-screen');
