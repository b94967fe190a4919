// Which rooms of the app know which: an import that the table of the README does not have fails here.

import { preProcessFile } from "typescript";
import { expect, test } from "vitest";

/** The text of each file, by its path in `src`. */
const texts = new Map(
  Object.entries(
    import.meta.glob<string>("../src/**/*.{ts,tsx}", {
      query: "?raw",
      import: "default",
      eager: true,
    }),
  )
    .map(([path, text]) => [path.replace("../src/", ""), text] as const)
    .filter(([path]) => !/\.(?:test|d)\.tsx?$/.test(path)),
);
const files = [...texts.keys()];

/** What the files of a room may import beside those of the room. */
const ROOMS: Readonly<Record<string, readonly RegExp[]>> = {
  service: [/^kerbside$/, /^preact\/hooks$/],
  i18n: [/^service\/preferences\.ts$/],
  format: [/^i18n\//, /^service\/preferences\.ts$/],
  parts: [/^kerbside$/, /^preact/, /^(?:i18n|format|service)\//],
  "parts/map": [/^leaflet/, /^style\//],
  screens: [/^kerbside$/, /^preact/, /^(?:i18n|format|service|parts)\//, /^screens\/props\.ts$/],
  shell: [/^kerbside$/, /^preact/, /^(?:i18n|format|service|parts)\//, /^screens\/props\.ts$/],
};
const EVERYWHERE = /^@preact\/signals$/;

/** A file of `src` by its path from there; anything else by the name it is imported by. */
function target(file: string, name: string): string {
  if (!name.startsWith(".")) return name;
  const path = new URL(name, `file:///${file}`).pathname.replace(/^\/|\/$/g, "");
  const ends = ["", ".ts", ".tsx", path === "" ? "index.ts" : "/index.ts"];
  return ends.map((end) => path + end).find((one) => texts.has(one)) ?? path;
}

const imports = new Map(
  [...texts].map(([file, text]) => {
    const { importedFiles } = preProcessFile(text, true, true);
    return [file, importedFiles.map(({ fileName }) => target(file, fileName))];
  }),
);

/** What stays together: a screen, or a room. */
const roomOf = (file: string) =>
  file.split("/", file.startsWith("screens/") && file.split("/").length > 2 ? 2 : 1).join("/");

function isAllowed(file: string, wanted: string): boolean {
  if (EVERYWHERE.test(wanted) || roomOf(wanted) === roomOf(file)) return true;
  return Object.entries(ROOMS).some(
    ([room, allowed]) => file.startsWith(`${room}/`) && allowed.some((one) => one.test(wanted)),
  );
}

test("every room imports what it may, and a screen no other screen", () => {
  expect(files.length).toBeGreaterThan(100);
  const surplus = [...imports]
    .filter(([file]) => file.includes("/") && !/^i18n\/..\.ts$/.test(file))
    .flatMap(([file, wanted]) =>
      wanted.filter((one) => !isAllowed(file, one)).map((one) => `${file} imports ${one}`),
    );
  expect(surplus).toEqual([]);
});

test("what is asked of the service has no markup", () => {
  expect(files.filter((file) => /^(?:service|format|i18n)\/.*\.tsx$/.test(file))).toEqual([]);
});

test("no file imports what imports it", () => {
  const done = new Set<string>();
  const circles: string[] = [];
  const walk = (file: string, way: readonly string[]) => {
    const begin = way.indexOf(file);
    if (begin >= 0) circles.push([...way.slice(begin), file].join(" > "));
    if (begin >= 0 || done.has(file)) return;
    for (const next of imports.get(file) ?? []) walk(next, [...way, file]);
    done.add(file);
  };
  for (const file of files) walk(file, []);
  expect(circles).toEqual([]);
});
