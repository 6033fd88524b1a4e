/** Being built. */
export function PaperPane(_props: { readonly documentId: string }) {
  return <p>PaperPane</p>;
}
