// Writes src/generated from the OpenAPI document: its types, and the resources of an account.
//   node scripts/generate.mjs [--check [DOCUMENT]]     --check only compares

import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import openapiTS, { astToString } from "openapi-typescript";
import ts from "typescript";

const check = process.argv[2] === "--check";
const DOCUMENT =
  (check && process.argv[3]) || new URL("../../../docs/openapi.json", import.meta.url);
const GENERATED = new URL("../src/generated/", import.meta.url);
const HEADER = "// Generated from docs/openapi.json by `npm run generate`.\n\n";
const API = "/api/v1/";
/** What the client is typed by; the rest of what is made leads there. */
const USED = ["components", "operations"];

/** `"A" | "B" | (string & {})`: a plain string would swallow the words that are known. */
function openWords(schema) {
  const [known, any] = schema.anyOf ?? [];
  if (schema.anyOf?.length !== 2 || !known.enum || any.type !== "string") return undefined;
  const words = known.enum.map((word) =>
    ts.factory.createLiteralTypeNode(ts.factory.createStringLiteral(word)),
  );
  const string = ts.factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword);
  const other = ts.factory.createIntersectionTypeNode([
    string,
    ts.factory.createTypeLiteralNode([]),
  ]);
  return ts.factory.createUnionTypeNode([...words, ts.factory.createParenthesizedType(other)]);
}

/** What can be read of an account: `[group, method, path, operation]`. */
function reads(document) {
  return Object.entries(document.paths).flatMap(([path, { get }]) => {
    const [, group, method] = /^(\w+)\.(get|list)$/.exec(get?.operationId ?? "") ?? [];
    const isOfAccount =
      path.startsWith(API) && document.paths[path.replace(API, `${API}accounts/{slot}/`)];
    return group && isOfAccount ? [{ group, method, path, ...get }] : [];
  });
}

function method({ method, operationId, path, summary, description }) {
  const ids = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => `${name}: string`);
  const answer =
    method === "list" ? `List<Answer<"${operationId}">>` : `Promise<Answer<"${operationId}">>`;
  const text = [summary, description].filter(Boolean).join(". ").replaceAll("*/", "*\\/");
  return [
    `    /** ${text} */`,
    `    ${method}(${[...ids, `options?: Options<"${operationId}">`].join(", ")}): ${answer};`,
  ];
}

function resources(document) {
  const all = reads(document);
  const groups = [...new Set(all.map(({ group }) => group))];
  const members = groups.flatMap((group) => [
    `  readonly ${group}: {`,
    ...all.filter((it) => it.group === group).flatMap(method),
    "  };",
  ]);
  const rows = all.map(
    ({ operationId, path }) => `  "${operationId}": "${path.slice(API.length)}",`,
  );
  return [
    'import type { List } from "../list.js";',
    'import type { Answer, Options } from "../types.js";',
    "",
    "/** What can be read of an account. */",
    "export interface Resources {",
    ...members,
    "}",
    "",
    "/** The paths of what can be read, below those of an account. */",
    "export const PATHS = {",
    ...rows,
    "} as const;",
    "",
  ].join("\n");
}

/**
 * The document without what no method is typed by: the paths of named accounts, the manufacturer's own
 * answers, HEAD and examples. A text whose words are known has the type of those.
 */
function typed({ paths, components: { examples, ...components }, ...document }) {
  const kept = Object.entries(paths).filter(([path]) => !/^\/api\/v1\/(accounts|raw)\//.test(path));
  const withoutHead = kept.map(([path, { head, ...item }]) => [path, item]);
  const text = JSON.stringify({ ...document, paths: Object.fromEntries(withoutHead), components });
  return JSON.parse(text, function (name, value) {
    const isExample = (name === "example" || name === "examples") && "schema" in this;
    if (isExample) return undefined;
    return value?.["x-words"] ? { ...value["x-words"], description: value.description } : value;
  });
}

const bytes = await readFile(DOCUMENT);
const document = JSON.parse(bytes);
// The types have no bounds, units or problems, so an edit of those shows in the hash alone.
const hash = createHash("sha256").update(bytes).digest("hex");
const types = await openapiTS(typed(document), {
  transform: openWords,
  alphabetize: false,
  exportType: true,
});
const files = {
  "schema.ts": HEADER + astToString(types.filter(({ name }) => USED.includes(name?.text))),
  "resources.ts": `// SHA-256 of the document: ${hash}\n${HEADER}${resources(document)}`,
};
let differs = false;
for (const [name, text] of Object.entries(files)) {
  const file = new URL(name, GENERATED);
  if (!check) await writeFile(file, text);
  else if ((await readFile(file, "utf8").catch(() => "")) !== text) {
    console.error(
      `clients/typescript/src/generated/${name} is not what docs/openapi.json says: run scripts/openapi`,
    );
    differs = true;
  }
}
process.exitCode = differs ? 1 : 0;
