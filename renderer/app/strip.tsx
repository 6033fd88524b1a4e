/** Being built. */
export function Strip() {
  return <p>Strip</p>;
}
