// Pictures of the screens, in one folder that a person can leaf through.

import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { target } from "./project.js";

export type Scheme = "light" | "dark";

/** What a picture shows, and how. */
export interface Shot {
  screen: string;
  /** Whose, or in which state. */
  driver: string;
  scheme: Scheme;
  /** Of the window, in CSS pixels. */
  width: number;
}

/** The folder of the pictures. */
export const folder = join(target, "screens");

/** Whether there are any: no test looks at them, and each takes a part of a second. */
const areWanted = Boolean(process.env.SCREENS);

/** Keeps a picture of the whole page, at the width and in the scheme it has, where `SCREENS` is set. */
export async function picture(page: Page, shot: Shot): Promise<void> {
  if (!areWanted) return;
  const place = join(folder, shot.screen);
  await mkdir(place, { recursive: true });
  const name = `${shot.driver}-${shot.scheme}-${shot.width}.png`;
  await page.screenshot({ path: join(place, name), fullPage: true, animations: "disabled" });
}

/** Writes `index.html`, with every picture there is, where `SCREENS` is set. */
export async function writeIndex(): Promise<void> {
  if (!areWanted) return;
  await mkdir(folder, { recursive: true });
  const entries = await readdir(folder, { withFileTypes: true });
  const screens = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const sections = await Promise.all(
    screens.sort().map(async (screen) => {
      const names = (await readdir(join(folder, screen))).filter((name) => name.endsWith(".png"));
      const figures = names.sort().map((name) => {
        const file = `${screen}/${name}`;
        const text = name.slice(0, -".png".length).replaceAll("-", " ");
        return `<figure><a href="${file}"><img src="${file}" alt="" loading="lazy"></a><figcaption>${text}</figcaption></figure>`;
      });
      return `<section id="${screen}"><h2>${screen}</h2><div>${figures.join("")}</div></section>`;
    }),
  );
  const links = screens.map((screen) => `<a href="#${screen}">${screen}</a>`).join(" ");
  await writeFile(join(folder, "index.html"), `${HEAD}<nav>${links}</nav>${sections.join("")}\n`);
}

const HEAD = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Screens</title><style>
body{font:15px/1.4 system-ui,sans-serif;margin:0 1.5rem;background:#dfe3e8}
nav{position:sticky;top:0;padding:1rem 0;background:inherit;display:flex;gap:1rem;flex-wrap:wrap}
div{display:flex;gap:1.5rem;overflow-x:auto;align-items:flex-start;padding-bottom:1rem}
figure{margin:0;flex:none}img{display:block;max-height:85vh;max-width:90vw;box-shadow:0 2px 12px #0004}
</style>`;
