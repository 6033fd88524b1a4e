/** Being built. */
export function SignIn() {
  return <p>SignIn</p>;
}
