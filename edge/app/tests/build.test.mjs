// What the build calls classes, and what it makes of files that an owner has put into `public`, a folder
// among them.

import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { classNames } from "../build/class-names.mjs";
import { listFiles } from "../build/list-files.mjs";
import { PUBLIC_FILES } from "../build/public-files.mjs";

const app = fileURLToPath(new URL("..", import.meta.url));

const folders = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** A folder that is gone after the tests. */
function emptyFolder(name) {
  const folder = mkdtempSync(join(tmpdir(), name));
  folders.push(folder);
  return folder;
}

function put(folder, name, content) {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), content);
}

/** The app's own `public`, with a page and a folder of an owner's. */
function ownersPublic() {
  const folder = emptyFolder("public-");
  cpSync(join(app, "public"), folder, { recursive: true });
  put(folder, "garage.html", "<!doctype html>");
  put(folder, "garage/photo.jpg", Buffer.alloc(10));
  return folder;
}

test("classes of one name are told apart by their files, wherever the app lies", () => {
  const [here, there] = [classNames("/here"), classNames("/there/app")];
  const name = here("map", "/here/src/parts/map/map.module.css");
  expect(there("map", "/there/app/src/parts/map/map.module.css")).toBe(name);
  expect(here("map", "/here/src/screens/map/map.module.css")).not.toBe(name);
  const many = () => {
    for (let at = 0; at < 5_000; at += 1) here("map", `/here/${at}.module.css`);
  };
  expect(many).toThrow("give it another name");
});

test("what page and manifest name is the app's own", () => {
  const texts = ["index.html", "public/manifest.webmanifest"].map((name) =>
    readFileSync(join(app, name), "utf8"),
  );
  const named = texts.join("\n").matchAll(/"\/([\w.-]+\.\w+)"/g);
  const names = new Set([...named].map(([, name]) => name));
  expect([...names].sort()).toEqual(PUBLIC_FILES);
});

test("an owner's files and folders are none that a device keeps", () => {
  const { configResolved, generateBundle } = listFiles();
  const worker = { fileName: "sw.js", type: "chunk", code: "__FILES__ __LATER__ __VERSION__" };
  const page = { fileName: "index.html", type: "asset", source: "<!doctype html>" };
  configResolved({ publicDir: ownersPublic() });
  generateBundle.handler({}, { "sw.js": worker, "index.html": page });
  const [, text] = /^(\[.*?\]) /.exec(worker.code);
  expect(JSON.parse(text).sort()).toEqual(["/", ...PUBLIC_FILES.map((name) => `/${name}`)]);
});

test("an owner's files count into no size of the app's", () => {
  const [page, start] = ["index.html", "assets/index-AbCd1234.js"];
  const built = emptyFolder("dist-");
  put(built, page, `<script type="module" src="/${start}"></script>`);
  for (const name of [
    start,
    ...["en", "fr", "de", "it", "es"].map((tag) => `assets/${tag}-0.js`),
  ]) {
    put(built, name, "0;");
  }
  const check = () => {
    const script = join(app, "build/check-size.mjs");
    return spawnSync(process.execPath, [script, built, folder], { encoding: "utf8" });
  };
  const folder = ownersPublic();
  const { status, stdout } = check();
  expect(status).toBe(0);
  cpSync(folder, built, { recursive: true });
  const own = check();
  expect(own.status).toBe(0);
  expect(own.stdout).not.toBe(stdout);
  for (const name of ["garage.html", "garage/photo.jpg"]) put(built, name, Buffer.alloc(9_999));
  expect(check().stdout).toBe(own.stdout);
});
