import { type ReactNode, useEffect, useState } from 'react';

/** What takes less than this is not worth a word: it would only flicker. */
const LATE_MS = 300;

/** Shows its content after 300 ms: for "loading". */
export function Late({ children }: { readonly children: ReactNode }) {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), LATE_MS);
    return () => clearTimeout(timer);
  }, []);
  return isLate ? children : null;
}
