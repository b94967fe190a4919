import { useState } from "preact/hooks";

/** What copies a text, and whether it did. */
export function useCopy(text: string): [isCopied: boolean, copy: () => Promise<void>] {
  const [copied, setCopied] = useState<string>();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(text);
    } catch {
      // A browser may forbid it: then nothing is said to have been copied.
      setCopied(undefined);
    }
  };
  return [copied === text, copy];
}
