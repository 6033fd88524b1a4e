/** Being built. */
export function StartProblem() {
  return <p>StartProblem</p>;
}
