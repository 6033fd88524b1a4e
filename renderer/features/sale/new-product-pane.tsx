/** Being built. */
export function NewProductPane(_props: { readonly code: string | null }) {
  return <p>NewProductPane</p>;
}
