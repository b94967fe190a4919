/** The address of a login that leads back to a page of ours, by its path. */
export function withReturn(loginUrl: string, origin: string, path: string): string {
  const address = new URL(loginUrl, origin);
  address.searchParams.set("return_to", path);
  return address.href;
}
