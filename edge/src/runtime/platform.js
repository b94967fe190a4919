// What a read asks of the platform, each with one call out of the wasm.
//
// Such a call costs more than what most of them do, so a list goes over as one text, a line an
// item: no method, address or header can have a line feed in it. What takes time ends with a call
// of `settle`, with the number it was begun with, an outcome, a text and bytes. That function
// belongs to the instance of the wasm that gave it, and to no later one.

// The outcomes that calls.rs reads, beside the status of an answer.
const FAILED = 0;
const DONE = 1;
const TOO_LARGE = 2;
const TOO_SLOW = 3;
const NO = 4;

const NOTHING = new Uint8Array(0);

// The text of a setting, if it is set. wrangler passes on a var that is no text as what it is: a
// number, a boolean or a list, whose text is its JSON. Anything else has no text, as a table or a
// binding of Secrets Store, and is given as a NUL, which the reader of settings refuses.
export function setting(env, name) {
  const value = env[name] ?? undefined;
  if (typeof value === "string" || value === undefined) return value;
  const isVar = typeof value === "number" || typeof value === "boolean" || Array.isArray(value);
  return isVar ? JSON.stringify(value) : "\0";
}

// All that stands under these names, as one text. Other bindings are not touched: even to look for
// a method can be a call of another service.
export function settings(env, names) {
  return JSON.stringify(names.map((name) => setting(env, name)));
}

// The method, address and headers of a request.
export function read(request) {
  return `${request.method}\n${request.url}${lines(request.headers)}`;
}

// Headers, each on two lines that begin with a line feed.
function lines(headers) {
  let text = "";
  headers.forEach((value, name) => {
    text += `\n${name}\n${value}`;
  });
  return text;
}

// A response.
export function response(status, fields, body) {
  const [headers, more] = record(fields);
  // Copied: the bytes are the wasm's own memory, which may move.
  const made = new Response(body.length === 0 ? null : body.slice(), { status, headers });
  for (const [name, value] of more) made.headers.append(name, value);
  return made;
}

// The headers as a record, which costs the platform half of what `append` does and a quarter of
// what a list of pairs does, and those whose name is in it already.
function record(fields) {
  const headers = {};
  const more = [];
  const items = fields.split("\n");
  for (let at = 0; at + 1 < items.length; at += 2) {
    if (items[at] in headers) more.push([items[at], items[at + 1]]);
    else headers[items[at]] = items[at + 1];
  }
  return [headers, more];
}

// The web app's file that answers a request, or the one at `page` in its place.
export async function file(env, request, page) {
  const asked = page === undefined ? request : new Request(new URL(page, request.url), request);
  return env.ASSETS.fetch(asked);
}

// A file with headers of ours, each in place of one of that name.
export function withHeaders(file, fields) {
  const made = new Response(file.body, file);
  const [headers] = record(fields);
  for (const name in headers) made.headers.set(name, headers[name]);
  return made;
}

// Sends a request and reads the answer: its status, its headers, its body. What the platform says
// of a failure may repeat the address, which names a car.
export async function send(settle, call, method, url, fields, sent, milliseconds, limit) {
  let outcome = FAILED;
  let text = "";
  let body = NOTHING;
  // It ends the body, too.
  const signal = AbortSignal.timeout(milliseconds);
  try {
    const [headers] = record(fields);
    const init = { method, headers, redirect: "manual", signal };
    if (sent !== "") init.body = sent;
    const answer = await fetch(url, init);
    text = lines(answer.headers);
    body = await whole(answer, limit);
    outcome = answer.status;
  } catch (error) {
    if (error === TOO_LARGE) outcome = TOO_LARGE;
    else if (signal.aborted) outcome = TOO_SLOW;
  }
  settle(call, outcome, text, body);
}

// The body of an answer. One that says how long it is is had in one piece.
async function whole(answer, limit) {
  const { body, headers } = answer;
  if (body === null) return NOTHING;
  const length = headers.get("content-length");
  // With either of these there may be more bytes than it says.
  const isCoded = headers.has("content-encoding") || headers.has("transfer-encoding");
  if (length !== null && Number(length) <= limit && !isCoded) {
    const bytes = new Uint8Array(await answer.arrayBuffer());
    if (bytes.length > limit) throw TOO_LARGE;
    return bytes;
  }
  const chunks = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > limit) throw TOO_LARGE;
    chunks.push(chunk);
  }
  const joined = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    joined.set(chunk, at);
    at += chunk.length;
  }
  return joined;
}

// Settles a call with the outcome and the text that something comes to.
async function settleWith(settle, call, work) {
  let outcome = FAILED;
  let text = "";
  try {
    [outcome, text] = await work();
  } catch (error) {
    text = String(error);
  }
  settle(call, outcome, text, NOTHING);
}

// Has an object of a binding do something, by its id. There is none of an id that the platform did
// not give out for this binding: then none begins.
function withObject(settle, call, binding, id, work) {
  return settleWith(settle, call, async () => {
    const object = own(binding, id);
    return object === undefined ? [NO, ""] : [DONE, await work(binding.get(object))];
  });
}

// Asks a session object.
export function ask(settle, call, env, id, message) {
  return withObject(settle, call, env.SESSIONS, id, (session) => session.answer(message));
}

// Asks the object of a driver, by its name.
export function askDriver(settle, call, env, name, message) {
  return settleWith(settle, call, async () => {
    const driver = env.DRIVERS.get(env.DRIVERS.idFromName(name));
    return [DONE, await driver.answer(message)];
  });
}

// Tells the object of a driver something, as `tell` does.
export function tellDriver(env, context, name, message) {
  const ignore = () => {};
  const told = env.DRIVERS.get(env.DRIVERS.idFromName(name)).answer(message);
  context.waitUntil(told.then(ignore, ignore));
}

// Connects to the object of a driver, by its id, and holds this end of the WebSocket.
export function connect(settle, call, env, id, message, held) {
  return withObject(settle, call, env.DRIVERS, id, async (driver) => {
    const headers = { upgrade: "websocket", "kerbside-connect": message };
    const answer = await driver.fetch("https://driver/", { headers });
    held.socket = answer.webSocket;
    return answer.headers.get("kerbside-reply");
  });
}

// Whether an id is one that the platform gave out for a driver's object.
export function isDriver(env, id) {
  return own(env.DRIVERS, id) !== undefined;
}

// Hands the object of a driver what the manufacturer tells, by the object's id.
export function notify(settle, call, env, id, message) {
  return withObject(settle, call, env.DRIVERS, id, (driver) => driver.notify(message));
}

// The response that opens a WebSocket which is held.
export function connection(held, fields) {
  const [headers] = record(fields);
  return new Response(null, { status: 101, webSocket: held.socket, headers });
}

// Sends a session object something. Nothing waits for it, and a message that is lost is not
// repeated.
export function tell(env, context, id, message) {
  const object = own(env.SESSIONS, id);
  if (object === undefined) return;
  // The platform's own promise wants a function for what goes well, too.
  const ignore = () => {};
  context.waitUntil(env.SESSIONS.get(object).answer(message).then(ignore, ignore));
}

function own(binding, id) {
  try {
    return binding.idFromString(id);
  } catch {
    return undefined;
  }
}

// Counts by a rate limit of the platform, whose binding has this name.
export function limit(settle, call, env, name, key) {
  return settleWith(settle, call, async () => {
    const { success } = await env[name].limit({ key });
    return [success ? DONE : NO, ""];
  });
}

// Counts by the object of a name, over longer times than the platform's limits do, within the window
// of this text: the seconds to wait, or no text.
export function countByObject(settle, call, env, name, window) {
  return settleWith(settle, call, async () => {
    const object = env.ATTEMPTS.get(env.ATTEMPTS.idFromName(name));
    const answer = await object.fetch(`https://attempts/?${window}`);
    return [DONE, await answer.text()];
  });
}

// The cells of the rows that a statement gives, each a line; nothing where there is no row.
export function rows(storage, statement, values) {
  const rows = storage.sql.exec(statement, ...values).raw().toArray();
  return rows.length === 0 ? undefined : rows.flat().join("\n");
}

// Accepts a WebSocket for an object that may leave memory meanwhile. Its tags are the session, when
// that ends, and what its caller sees.
export function acceptSocket(context, socket, session, endsAt, sees) {
  context.acceptWebSocket(socket, [session, endsAt, `sees ${sees}`]);
  context.setWebSocketAutoResponse(new WebSocketRequestResponsePair("ping", "pong"));
}

// Ends a WebSocket that no object is to keep.
export function reject(socket, code) {
  socket.accept();
  socket.close(code, "");
}

// Sends a text to a WebSocket, which may be closing.
export function sendText(socket, text) {
  try {
    socket.send(text);
  } catch {
    // Who was on its other end begins anew, and says which event was the last.
  }
}

// Sends a text to the WebSockets whose callers see this word, or to all where there is none.
export function push(context, text, audience) {
  for (const socket of open(context)) {
    const words = context.getTags(socket)[2].split(" ").slice(1);
    if (audience === "" || words.includes("*") || words.includes(audience)) sendText(socket, text);
  }
}

// Closes the WebSockets of a session.
export function closeSockets(context, session, code) {
  for (const socket of open(context, session)) socket.close(code, "");
}

// Session and end of each WebSocket, each a line.
export function connected(context) {
  const tags = open(context).map((socket) => context.getTags(socket).slice(0, 2));
  return tags.flat().join("\n");
}

function open(context, tag) {
  return context.getWebSockets(tag).filter(({ readyState }) => readyState === WebSocket.OPEN);
}
