// Writes the page for people: node render.js DOCUMENT FOLDER FILES. An unchanged file is left alone, as
// wrangler builds anew when a file of the web app changes.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { renderToString } from "preact-render-to-string";

import { Page } from "./page.jsx";

const [source, folder, assets] = process.argv.slice(2);
const document = JSON.parse(readFileSync(source, "utf8"));

function write(name, text) {
  const path = join(folder, name);
  if (!existsSync(path) || readFileSync(path, "utf8") !== text) writeFileSync(path, text);
}

mkdirSync(folder, { recursive: true });
write("index.html", `<!doctype html>\n${renderToString(<Page document={document} />)}\n`);
for (const name of ["style.css", "search.js"]) {
  write(name, readFileSync(join(assets, name), "utf8"));
}
