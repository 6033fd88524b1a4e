import { parseSale } from '../../till/local/sale-file.ts';
import { sell as sellAt } from '../../till/local/sell.ts';
import { atTill } from '../at-till.ts';
import type { Command } from '../command.ts';
import { option } from '../command.ts';
import type { JsonValue } from '../json.ts';
import { parseJson } from '../json.ts';

export const sell: Command = {
  usage: 'sell --data DIR [--accept-clock] < SALE.json',
  options: { data: { type: 'string' }, 'accept-clock': { type: 'boolean' } },
  required: ['data'],
  async run(values, context) {
    const json = parseJson(await context.readStandardInput(), 'SALE.json');
    if (!json.ok) return json;
    const parsed = parseSale(json.value);
    if (!parsed.ok) return parsed;
    // With an id of its own the sale may be repeated whatever became of the answer.
    const sale = { ...parsed.value, ticketId: parsed.value.ticketId ?? context.ports.ids.uuid() };
    const acceptsClock = values['accept-clock'] === true;
    return atTill<unknown>(option(values, 'data'), context, {
      isRepeatable: true,
      running: (peer) => peer.call('local.sell', { sale: sale as JsonValue, acceptsClock }),
      alone: (desk) => sellAt(desk, sale, acceptsClock),
    });
  },
};
