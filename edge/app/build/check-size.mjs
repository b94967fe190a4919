// Fails if the web app is larger than drivers on a slow network should have to wait for.
//   node build/check-size.mjs FOLDER [PUBLIC]

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { PUBLIC_FILES } from "./public-files.mjs";

// Bytes, gzipped.
const [ALL, FIRST_VIEW] = [150_000, 60_000];
// What no page of the app loads.
const OTHER = /^(docs\/|(openapi\.json|style\.css)$)/;
// A driver reads one of the languages: the largest counts.
const LANGUAGE = /^assets\/(en|fr|de|it|es)-[^/]*\.js$/;

const [, , folder, publicFolder = fileURLToPath(new URL("../public", import.meta.url))] =
  process.argv;
const isOwners = (name) => !PUBLIC_FILES.includes(name) && existsSync(join(publicFolder, name));
const sizes = new Map(
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter((name) => !OTHER.test(name) && !isOwners(name))
    .map((name) => [name, gzipSync(readFileSync(join(folder, name)), { level: 9 }).length]),
);
const sum = (names) => names.reduce((total, name) => total + (sizes.get(name) ?? Number.NaN), 0);

const page = readFileSync(join(folder, "index.html"), "utf8");
const named = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map(
  ([, name]) => name,
);
const languages = [...sizes.keys()].filter((name) => LANGUAGE.test(name));
if (named.length === 0 || languages.length !== 5) {
  console.error("check-size: the page names no file of its own, or there are not five languages");
  process.exit(1);
}
const largest = Math.max(...languages.map((name) => sizes.get(name)));
const first = sum(["index.html", ...named]) + largest;
const all = sum([...sizes.keys()].filter((name) => !languages.includes(name))) + largest;
console.log(
  `the web app has ${all} bytes gzipped of ${ALL} allowed, its first view ${first} of ${FIRST_VIEW}`,
);
if (process.env.SIZES) {
  for (const [name, size] of [...sizes].sort(([, one], [, other]) => other - one)) {
    console.log(String(size).padStart(8), name);
  }
}
// NaN is no size that is allowed.
if (!(all <= ALL && first <= FIRST_VIEW)) {
  console.error("check-size: the web app is over its size limit; SIZES=1 lists its files");
  process.exit(1);
}
