/** Being built. */
export function Wizard() {
  return <p>Wizard</p>;
}
