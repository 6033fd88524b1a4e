/** Being built. */
export function MorePane() {
  return <p>MorePane</p>;
}
