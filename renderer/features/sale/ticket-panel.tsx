/** Being built. */
export function TicketPanel() {
  return <p>TicketPanel</p>;
}
