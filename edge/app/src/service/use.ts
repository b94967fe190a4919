// The service for components.

import type { Pages } from "kerbside";
import { useEffect, useMemo } from "preact/hooks";
import { type Answered, answered, type Question } from "./answers";
import { type Page, type PagedList, paged } from "./pages";

/**
 * Shows an answer: it is asked for while the component is there, and read anew when something happens.
 * What was asked for within `fresh` milliseconds, 30 seconds without it, is not asked for again.
 * Read its members in the component: `useAnswer(statusOf(slot, id)).value.value`.
 */
export function useAnswer<T>(question: Question<T>, fresh?: number): Answered<T> {
  const { slot, key } = question;
  // The same key is the same question.
  const answer = useMemo(() => answered(question), [slot, key]);
  useEffect(() => answer.watch(fresh), [answer]);
  return answer;
}

/**
 * Shows a list that comes in pages, and asks for the first: once more when the driver comes back, unless
 * they have gone on in it. `key` names what is asked: the same key is the same list. With `isKept`, its
 * first page is kept on this device, if the driver chose that.
 */
export function usePages<Item>(
  slot: string,
  key: string,
  open: (signal: AbortSignal) => Pages<Page<Item>>,
  isKept = false,
): PagedList<Item> {
  const list = useMemo(() => paged<Item>(slot, key, open, isKept), [slot, key]);
  useEffect(() => list.watch(), [list]);
  return list;
}
