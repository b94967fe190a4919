import { useEffect, useState } from "preact/hooks";
import type { Draft } from "./draft";

/**
 * What the driver has changed stays while the car reports, until it reports just that: from then on its
 * reports are shown.
 */
export function useDrafts(
  before: Draft[],
  isReported: (before: readonly Draft[], now: readonly Draft[]) => boolean,
): [Draft[], (edited: Draft[]) => void] {
  const [edited, setEdited] = useState<Draft[] | undefined>(undefined);
  const isOver = edited !== undefined && isReported(before, edited);
  useEffect(() => {
    if (isOver) setEdited(undefined);
  }, [isOver]);
  return [edited ?? before, setEdited];
}
