// The owner's own server: takes the events that a service forwards, checks each, and says what is new.
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { Webhook } from "standardwebhooks";

const { EVENTS_KEY, PORT = "8080" } = process.env;
const webhook = new Webhook(EVENTS_KEY);
// In earnest a table: a message may come twice, under one id.
const taken = new Set();

function take({ type, timestamp, data: { driver, vehicleId, data } }) {
  // Of a reset, too, so that what is kept of the car is read anew.
  console.log(`${timestamp} ${type} of ${driver} ${vehicleId} ${data?.state ?? ""}`.trimEnd());
}

const server = createServer(async (request, response) => {
  const id = request.headers["webhook-id"];
  let message;
  try {
    message = webhook.verify(await text(request), request.headers);
  } catch {
    // Of somebody else, or of another time.
    response.writeHead(401).end();
    return;
  }
  if (!taken.has(id)) take(message);
  taken.add(id);
  response.writeHead(204).end();
});
server.listen(Number(PORT), "127.0.0.1", () =>
  console.log(`Listening on ${server.address().port}`),
);
