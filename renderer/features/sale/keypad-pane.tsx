/** Being built. */
export function KeypadPane(_props: { readonly mode?: 'quantity' | 'price' | 'discount' }) {
  return <p>KeypadPane</p>;
}
