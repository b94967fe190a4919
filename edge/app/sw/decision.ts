// Which requests the service worker answers, and with which of the files of the build. All else is the
// network's alone: a login, an answer of the service, a notification, the description of the API.

/** What is looked at of a request. */
export interface Asked {
  method: string;
  mode: string;
  url: string;
}

/** The page, which the edge answers at each address of the app's screens. */
export const PAGE = "/";

// The addresses that the edge answers with the page, and no others.
const VIEWS = "charging|map|trips|alerts|service|commands|rules";
const SCREENS = new RegExp(`^/(?:settings|cars/[^/]+(?:/(?:${VIEWS})|/trips/[^/]+)?)?$`);

/** Whether the app has a screen at a path. */
export const isScreen = (path: string): boolean => SCREENS.test(path);

/** The path of the file that answers a request; undefined where the worker leaves it alone. */
export function fileFor(
  { method, mode, url }: Asked,
  origin: string,
  files: ReadonlySet<string>,
): string | undefined {
  const address = new URL(url);
  if (method !== "GET" || address.origin !== origin) return undefined;
  const { pathname } = address;
  if (mode === "navigate") return isScreen(pathname) ? PAGE : undefined;
  return pathname !== PAGE && files.has(pathname) ? pathname : undefined;
}

/** Whether a page names a file that is not of this build: such a page is of another. */
export const isOfOther = (page: string, files: ReadonlySet<string>): boolean =>
  [...page.matchAll(/\/assets\/[\w.-]+/g)].some(([path]) => !files.has(path));

/** A file's path without the hash of what is in it: the same file of another build has the same. */
export const stemOf = (path: string): string => path.replace(/-[\w-]{8}(?=\.\w+$)/, "");

/**
 * What is kept from the first: all but large parts that not every driver uses. Of those, what an earlier
 * build has kept, since this device uses it, and the language of this browser.
 */
export function wantedFrom(
  files: readonly string[],
  later: ReadonlySet<string>,
  earlier: readonly string[],
  languages: readonly string[],
): string[] {
  const used = new Set(earlier.map(stemOf));
  const stems = new Set(files.map(stemOf));
  const spoken = languages
    .map((tag) => `/assets/${tag.split("-")[0]?.toLowerCase()}.js`)
    .find((stem) => stems.has(stem));
  used.add(spoken ?? "/assets/en.js");
  return files.filter((path) => !later.has(path) || used.has(stemOf(path)));
}
