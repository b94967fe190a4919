// Serves one page a host, at every path, over https: `HOST.html` in a folder, as it is when it is
// asked for.
//
//   node pages.mjs FOLDER PORT CERTIFICATE KEY

import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:https";
import { join } from "node:path";

const [folder, port, certificate, key] = process.argv.slice(2);
const pair = { cert: readFileSync(certificate), key: readFileSync(key) };
const server = createServer(pair, async (request, response) => {
  const [host] = request.headers.host.split(":");
  try {
    const page = await readFile(join(folder, `${host}.html`));
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(page);
  } catch {
    response.writeHead(404).end();
  }
});
server.listen(Number(port), "127.0.0.1", () => console.log("pages: ready"));
