// What is published: the types of the document, a small file, examples that are in the README.

import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { expect, test } from "vitest";

/** Bytes of the client without `events`, and of all of it, bundled, minified and compressed. */
const GZIP_LIMITS = { "without events": 4352, whole: 5440 };

/** Lines of an example, where that is not 60. */
const MOST_LINES: Record<string, number> = { "levels.ts": 20, "receiver.mjs": 30 };

const path = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const text = (name: string) => readFileSync(path(name), "utf8");

test("the types are those of docs/openapi.json", () => {
  execFileSync("node", [path("scripts/generate.mjs"), "--check"], { stdio: "pipe" });
});

test("a bound of docs/openapi.json that was changed by hand is noticed, though no type has it", () => {
  const document = text("../../docs/openapi.json");
  const edited = document.replace('"maximum": 60', '"maximum": 600');
  expect(edited).not.toBe(document);
  const folder = mkdtempSync(join(tmpdir(), "kerbside-openapi-"));
  try {
    const statusOf = (content: string) => {
      const copy = join(folder, "openapi.json");
      writeFileSync(copy, content);
      return spawnSync("node", [path("scripts/generate.mjs"), "--check", copy]).status;
    };
    expect(statusOf(document)).toBe(0);
    expect(statusOf(edited)).toBe(1);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test.each(Object.entries(GZIP_LIMITS))("the client is small, %s", async (of, limit) => {
  const all = Object.keys(await import("kerbside"));
  // Who follows no events carries nothing of them: a bundler leaves out what is not named.
  const names = all.filter((name) => of === "whole" || name !== "events");
  const contents = `export { ${names.join(", ")} } from "kerbside";`;
  const built = await build({
    stdin: { contents, resolveDir: path("") },
    bundle: true,
    minify: true,
    format: "esm",
    write: false,
  });
  const [file] = built.outputFiles;
  const size = gzipSync(file?.contents ?? "", { level: 9 }).length;
  console.log(
    `the client is ${size} bytes ${of}, bundled, minified and compressed, of ${limit} allowed`,
  );
  expect(size).toBeGreaterThan(1000);
  expect(size).toBeLessThanOrEqual(limit);
});

test("what is published is all that it needs and nothing else", () => {
  const { dependencies, exports } = JSON.parse(text("node_modules/kerbside/package.json"));
  expect(dependencies).toBeUndefined();
  for (const file of Object.values<string>(exports["."])) text(`node_modules/kerbside/${file}`);
  expect(readdirSync(path("node_modules/kerbside")).sort()).toEqual([
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "dist",
    "package.json",
  ]);
});

test("the README has the examples as they are tried, and they are short", () => {
  const fenced = text("README.md").matchAll(/<!-- examples\/(\S+) -->\n\n```\w+\n([\s\S]*?)```\n/g);
  const shown = Object.fromEntries([...fenced].map(([, name, code]) => [name, code]));
  const files = readdirSync(path("examples")).filter((name) => /\.(ts|mjs|html)$/.test(name));
  expect(Object.keys(shown).sort()).toEqual(files.sort());
  for (const name of files) {
    expect(shown[name], name).toBe(text(`examples/${name}`));
    const lines = text(`examples/${name}`).trimEnd().split("\n").length;
    expect(lines, name).toBeLessThanOrEqual(MOST_LINES[name] ?? 60);
  }
});
