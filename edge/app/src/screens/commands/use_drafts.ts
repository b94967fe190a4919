import { useEffect, useState } from "preact/hooks";
import { type Changes, type Draft, type Edit, isOver, isOvertaken } from "./draft";

/** What the car reports, until the driver changes something; then that, until the car has it. */
export function useDrafts(reported: Draft[], changes: Changes) {
  const [edit, setEdit] = useState<Edit | undefined>(undefined);
  const isDone = edit !== undefined && isOver(changes, edit, reported);
  useEffect(() => {
    if (isDone) setEdit(undefined);
  }, [isDone]);
  return {
    base: edit?.base ?? reported,
    drafts: edit?.edited ?? reported,
    /** The car reports other times, of which the driver does not know yet. */
    isOvertaken: edit !== undefined && isOvertaken(changes, edit, reported),
    change: (edited: Draft[]) => setEdit({ base: reported, seen: reported, ...edit, edited }),
    /** Shows what the car has in the place of what was changed. */
    take: () => setEdit(undefined),
    /** Goes on, knowing what the car has. */
    keep: () => edit && setEdit({ ...edit, seen: reported }),
  };
}
