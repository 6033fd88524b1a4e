/** Being built. */
export function StatusPane() {
  return <p>StatusPane</p>;
}
