// What classes of style sheets are called in the build: their own name, and a word for their file. Vite's
// names have the line of each class as well, which compresses badly.

import { createHash } from "node:crypto";
import { relative } from "node:path";

/** What Vite takes as `generateScopedName`. The names are the same wherever the folder of the app lies. */
export function classNames(app) {
  const files = new Map();
  return (name, file) => {
    const path = relative(app, file);
    const word = createHash("sha256").update(path).digest("hex").slice(0, 4);
    const other = files.get(word) ?? path;
    if (other !== path) throw new Error(`${path} has the word of ${other}: give it another name`);
    files.set(word, path);
    return `${name}_${word}`;
  };
}
