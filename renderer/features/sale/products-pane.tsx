/** Being built. */
export function ProductsPane() {
  return <p>ProductsPane</p>;
}
