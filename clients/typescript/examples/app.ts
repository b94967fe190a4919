// A program on a computer, registered as an app whose redirect URI is http://127.0.0.1/callback: it
// logs a driver in by way of their browser, says how full every car is, and logs out.
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type Kerbside, kerbside, LoginRefusedError } from "kerbside";

const BASE = "https://kerbside.example.com";
const CLIENT = "com.example.app";

async function logIn(brand: string): Promise<string | undefined> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const here = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const service = kerbside({ base: BASE });
  const pending = await service.authorize(
    { clientId: CLIENT, redirectUri: `${here}/callback` },
    brand,
  );
  console.log(`Please open ${pending.url}`);
  try {
    for (;;) {
      const [request, response] = await once(server, "request");
      response.setHeader("Connection", "close").end("Go on in the program.");
      if (!request.url.startsWith("/callback?")) continue;
      return (await service.redeem(`${here}${request.url}`, pending)).bearer;
    }
  } finally {
    server.close();
    // A browser opens a connection to spare, and keeps it.
    server.closeAllConnections();
  }
}

async function tell(service: Kerbside) {
  for await (const { items, stale } of service.vehicles.list({ include: ["status"] }).pages()) {
    if (stale) console.log(`As of ${stale.since}: ${stale.because.title}`);
    for (const { label, vin, status } of items) {
      const energies = status && "energies" in status ? status.energies : [];
      const levels = energies.map(({ type, levelPercent }) => `${type} ${levelPercent ?? "?"} %`);
      console.log(`${label || vin}: ${levels.join(", ") || "not known"}`);
    }
  }
}

try {
  const bearer = await logIn(process.argv[2] ?? "peugeot");
  if (bearer) {
    const service = kerbside({ base: BASE, bearer });
    await tell(service);
    await service.revoke(CLIENT);
    console.log("Logged out.");
  }
} catch (error) {
  console.log(error instanceof LoginRefusedError ? `No login: ${error.message}` : error);
  process.exitCode = 1;
}
