import { useEffect, useState } from "preact/hooks";

/** Milliseconds for which a screen waits for what would move it. */
const PATIENCE = 250;

/** Whether something has come, or was waited for long enough; it stays so. */
export function usePatience(hasCome: boolean): boolean {
  const [isOver, setOver] = useState(hasCome);
  useEffect(() => {
    if (isOver) return;
    if (hasCome) {
      setOver(true);
      return;
    }
    const timer = setTimeout(setOver, PATIENCE, true);
    return () => clearTimeout(timer);
  }, [hasCome, isOver]);
  return isOver || hasCome;
}
