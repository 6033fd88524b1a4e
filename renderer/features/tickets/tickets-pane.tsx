/** Being built. */
export function TicketsPane() {
  return <p>TicketsPane</p>;
}
