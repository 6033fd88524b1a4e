/** Being built. */
export function Elsewhere() {
  return <p>Elsewhere</p>;
}
