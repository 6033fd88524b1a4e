import { describe, expect, it } from 'vitest';
import { waysOut } from '../../../renderer/features/setup/ways-out.ts';

const refusal = (code: string) => ({ code, params: {}, retryable: false });

describe('ways out of a folder that does not open', () => {
  it('begin with the one that helps', () => {
    expect(waysOut(refusal('data_damaged'), false)).toEqual(['restore', 'retry', 'sample']);
    expect(waysOut(refusal('data_unreachable'), false)).toEqual(['retry', 'restore', 'sample']);
    expect(waysOut(refusal('data_in_use'), false)).toEqual(['retry', 'sample']);
    expect(waysOut(refusal('installation_moved'), false)).toEqual(['adopt', 'retry', 'sample']);
  });

  it('never lead nowhere: what is not known can be tried again', () => {
    expect(waysOut(refusal('from_the_future'), false)).toEqual(['retry', 'sample']);
  });

  it('do not offer the sample shop when it is the one that does not open', () => {
    expect(waysOut(refusal('data_damaged'), true)).toEqual(['restore', 'retry']);
  });
});
