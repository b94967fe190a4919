/** The address of a login that leads back to a page of ours, by its path. */
export function withReturn(loginUrl: string, origin: string, path: string): string {
  const address = new URL(loginUrl, origin);
  address.searchParams.set("return_to", path);
  return address.href;
}

/** The address of a login that leads back to where the driver is. To the front page any login leads. */
export function backHere(loginUrl: string): string {
  const { origin, pathname, search } = location;
  return pathname === "/" ? loginUrl : withReturn(loginUrl, origin, pathname + search);
}
