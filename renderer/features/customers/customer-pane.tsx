/** Being built. */
export function CustomerPane() {
  return <p>CustomerPane</p>;
}
