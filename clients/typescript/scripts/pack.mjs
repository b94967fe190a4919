// Packs the client as it is published, and unpacks it where a front end would have it installed:
// FOLDER/node_modules/kerbside, of this package without a folder. Tests and examples import that, so
// that what is missing in the tarball is missing there.
//   node scripts/pack.mjs [FOLDER]

import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const PACKAGE = fileURLToPath(new URL("..", import.meta.url));

export function pack(folder = PACKAGE) {
  const modules = join(folder, "node_modules");
  const installed = join(modules, "kerbside");
  mkdirSync(modules, { recursive: true });
  const npm = (...words) => execFileSync("npm", words, { cwd: PACKAGE, encoding: "utf8" });
  npm("run", "--silent", "build");
  const told = npm("pack", "--json", "--silent", "--pack-destination", modules);
  const [{ filename, size }] = JSON.parse(told);
  rmSync(installed, { recursive: true, force: true });
  mkdirSync(installed);
  const tarball = join(modules, filename);
  execFileSync("tar", ["-xzf", tarball, "-C", installed, "--strip-components=1"]);
  return { tarball, installed, size };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { tarball, size } = pack(process.argv[2] && resolve(process.argv[2]));
  console.log(`${tarball}: ${size} bytes`);
}
