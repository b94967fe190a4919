// The owner's own server: takes the events that a service forwards, checks each, and says what is new.
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { Webhook } from "standardwebhooks";

const { EVENTS_KEY, PORT = "8080" } = process.env;
const webhook = new Webhook(EVENTS_KEY);
// A message may come twice, under one id. A server that restarts keeps the ids in a table.
const taken = new Set();

function take({ type, timestamp, data: { driver, vehicleId, data } }) {
  // After a reset, which says that events are missing, what is kept of the car is read anew.
  console.log(`${timestamp} ${type} of ${driver} ${vehicleId} ${data?.state ?? ""}`.trimEnd());
}

const server = createServer(async (request, response) => {
  const id = request.headers["webhook-id"];
  let message;
  try {
    message = webhook.verify(await text(request), request.headers);
  } catch {
    // It is not signed with the key, or its time is five minutes away.
    response.writeHead(401).end();
    return;
  }
  if (!taken.has(id)) take(message);
  taken.add(id);
  response.writeHead(204).end();
});
server.listen(PORT, "127.0.0.1", () => console.log(`Listening on ${server.address().port}`));
