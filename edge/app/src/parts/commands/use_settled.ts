import { useEffect, useState } from "preact/hooks";

/** Milliseconds. */
const SETTLING = 2_000;

/**
 * Whether something has been what it is for a moment, or from the first. A press that comes sooner was meant
 * for what it was before.
 */
export function useSettled(name: string): boolean {
  const [settled, setSettled] = useState<string | undefined>(name);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(name), SETTLING);
    return () => {
      clearTimeout(timer);
      setSettled(undefined);
    };
  }, [name]);
  return settled === name;
}
