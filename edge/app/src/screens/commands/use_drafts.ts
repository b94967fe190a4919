import { useEffect, useState } from "preact/hooks";
import { type Changes, type Draft, type Edit, isOver, isOvertaken } from "./draft";

/**
 * What the car reports, until the driver changes something; then that, until the car has it. A car that does
 * not say which times it has, has not got others.
 */
export function useDrafts(said: Draft[] | undefined, changes: Changes) {
  const [edit, setEdit] = useState<Edit | undefined>(undefined);
  const reported = said ?? [...(edit?.seen ?? [])];
  const isDone = edit !== undefined && isOver(changes, edit, reported);
  useEffect(() => {
    if (isDone) setEdit(undefined);
  }, [isDone]);
  return {
    base: edit?.base ?? reported,
    drafts: edit?.edited ?? reported,
    isEdited: edit !== undefined,
    /** What the car has in places that it had not when the driver began. */
    taken: edit ? reported.filter(({ slot }) => !edit.base.some((had) => had.slot === slot)) : [],
    /** The car reports other times, of which the driver does not know yet. */
    isOvertaken: edit !== undefined && isOvertaken(changes, edit, reported),
    change: (edited: Draft[]) => setEdit({ base: reported, seen: reported, ...edit, edited }),
    /** Shows what the car has in the place of what was changed. */
    take: () => setEdit(undefined),
    /** Goes on, knowing what the car has. */
    keep: () => edit && setEdit({ ...edit, seen: reported }),
  };
}
