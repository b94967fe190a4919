// Tells the service worker which files the build has, and a version that changes with any of them.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PUBLIC_FILES } from "./public-files.mjs";

const WORKER = "sw.js";
/** Bytes from which on a part that is loaded when it is wanted is kept on a device only once it was. */
const LARGE = 32_000;

export function listFiles() {
  let publicFolder = "";
  return {
    name: "list-files",
    apply: "build",
    enforce: "post",
    configResolved(config) {
      publicFolder = config.publicDir;
    },
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        const built = Object.values(bundle)
          .filter(({ fileName }) => fileName !== WORKER)
          .map((file) => [file.fileName, file.type === "chunk" ? file.code : file.source]);
        const copied = PUBLIC_FILES.map((name) => [name, readFileSync(join(publicFolder, name))]);
        const files = [...built, ...copied].sort(([one], [other]) => (one < other ? -1 : 1));
        if (!files.some(([name]) => name === "index.html")) {
          this.error("index.html is not among the files that the service worker is told of");
        }
        const hash = createHash("sha256");
        for (const [name, content] of files) hash.update(name).update("\0").update(content);
        // The page itself goes by the path that it is asked for.
        const paths = files.map(([name]) => (name === "index.html" ? "/" : `/${name}`));
        const later = Object.values(bundle)
          .filter((file) => file.isDynamicEntry && file.code.length >= LARGE)
          .map(({ fileName }) => `/${fileName}`);
        const values = {
          __FILES__: paths,
          __LATER__: later.sort(),
          __VERSION__: hash.digest("hex").slice(0, 16),
        };
        const worker = bundle[WORKER];
        for (const [name, value] of Object.entries(values)) {
          worker.code = worker.code.replace(name, () => JSON.stringify(value));
          if (worker.code.includes(name)) {
            this.error(`the service worker has ${name} more than once`);
          }
        }
      },
    },
  };
}
