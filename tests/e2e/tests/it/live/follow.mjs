// Follows what happens to the cars of the account that is logged in here, by the client, and keeps
// what it is told where WebDriver finds it.
import { events, kerbside } from "kerbside";

const { setTimeout: later, WebSocket: PlainSocket } = globalThis;
// Between two connections the client waits up to half a minute, which its own tests try, and here a
// fiftieth of that, but no less than a fifth of a second: after three failures in a row it connects no
// more, and without a pause they would all be in the moment after a cut.
globalThis.setTimeout = (act, ms, ...rest) =>
  later(act, Math.min(ms, Math.max(ms / 50, 200)), ...rest);

const service = kerbside({ base: "https://kerbside.example.com" });
// The events; by what they came, one after the other; the connections: how many, and the code
// that each was closed with; why it is over.
const record = { events: [], modes: [], opened: 0, closed: [], ended: null };

class CountedSocket extends PlainSocket {
  constructor(...given) {
    super(...given);
    record.opened += 1;
    this.addEventListener("close", ({ code }) => record.closed.push(code));
  }
}

async function follow() {
  const onMode = (mode) => record.modes.push(mode);
  try {
    for await (const event of events(service, { onMode, WebSocket: CountedSocket }))
      record.events.push(event);
  } catch (error) {
    record.ended = error.code ?? String(error);
  }
}

Object.assign(globalThis, { service, record });
follow();
