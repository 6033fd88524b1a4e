/** Being built. */
export function PaymentPane() {
  return <p>PaymentPane</p>;
}
