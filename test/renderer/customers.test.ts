import { describe, expect, it } from 'vitest';
import { ok, type Result, refuse } from '../../domain/result.ts';
import type { CustomerView } from '../../electron/ipc/contract/customers.ts';
import { draftOf, fieldsOf, nifProblem, refusedField } from '../../renderer/features/customers/customer-draft.ts';
import { createCustomerList } from '../../renderer/features/customers/customer-list.ts';

const ANA: CustomerView = {
  id: '00000000-0000-7000-8000-000000000001',
  name: 'Ana Pérez',
  taxId: '12345678Z',
  phone: null,
  email: null,
  address: null,
  postalCode: null,
  city: null,
  note: null,
};

describe('a customer while it is typed', () => {
  it('is stored trimmed, with the NIF in its nine characters and nothing for what is empty', () => {
    const fields = fieldsOf({
      ...draftOf(null),
      name: '  Bar Paco ',
      taxId: 'es b-12345674',
      note: 'paga\tlos lunes\n',
    });
    expect(fields).toMatchObject({ name: 'Bar Paco', taxId: 'B12345674', phone: null, note: 'paga los lunes' });
  });

  it('stays what it was when nothing is changed', () => {
    const { id: _id, ...fields } = ANA;
    expect(fieldsOf(draftOf(ANA))).toEqual(fields);
  });

  it('begins with what was looked for in vain', () => {
    expect(draftOf(null, ' Bar Paco')).toMatchObject({ name: 'Bar Paco', taxId: '' });
    expect(draftOf(null, '12345678z')).toMatchObject({ name: '', taxId: '12345678Z' });
    expect(draftOf(ANA, 'otro').name).toBe('Ana Pérez');
  });

  it('needs no NIF, and a wrong one is told apart from one that is not finished', () => {
    expect(nifProblem('', true)).toBeNull();
    expect(nifProblem('1234', false)).toBeNull();
    expect(nifProblem('1234', true)).toBe('customers.nif-incomplete');
    expect(nifProblem('12345678A', false)).toBe('customers.nif-control');
    expect(nifProblem('??', false)).toBe('customers.nif-form');
    expect(nifProblem('12345678Z9', false)).toBe('customers.nif-long');
    expect(nifProblem('12345678Z', true)).toBeNull();
  });

  it('has refusals beside their field', () => {
    const fieldFor = (code: string) => refusedField({ code, params: {}, retryable: false });
    expect(['nif_invalid', 'customer_tax_id_taken', 'customer_name_missing', 'no_answer'].map(fieldFor)).toEqual([
      'taxId',
      'taxId',
      'name',
      null,
    ]);
  });
});

describe('customers by what is typed', () => {
  it('shows the newest answer, and Enter waits for it', async () => {
    const asked: string[] = [];
    const answers: ((found: Result<{ customers: CustomerView[] }>) => void)[] = [];
    const list = createCustomerList(({ text }) => {
      asked.push(text);
      return new Promise((resolve) => answers.push(resolve));
    });
    list.lookFor('');
    list.lookFor('an');
    list.lookFor('ana');
    const chosen = list.chosenCustomer();
    answers.shift()?.(refuse('no_answer'));
    await new Promise((done) => setTimeout(done, 0));
    answers.shift()?.(ok({ customers: [ANA] }));
    expect(await chosen).toEqual(ANA);
    expect(asked).toEqual(['', 'ana']);
    expect(list.customerListNow().refusal).toBeNull();
  });
});
