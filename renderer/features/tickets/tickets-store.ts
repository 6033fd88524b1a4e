import { client } from '../../app/client.ts';
import { createTicketList } from './ticket-list.ts';

/** The history of this page. */
export const {
  useTicketList,
  ticketListNow,
  look,
  lookAgain,
  showMore,
  forgetTicketList,
  moveChosen,
  choose,
  chosenTicket,
} = createTicketList((input) => client.ask('tickets.list', input));
