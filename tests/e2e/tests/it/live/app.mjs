// An app that has a bearer: says by the client what happens, until it is ended.
//
//   BEARER=… node app.mjs

import { events, kerbside } from "kerbside";
import WebSocket from "ws";

const service = kerbside({
  base: "https://kerbside.example.com",
  bearer: process.env.BEARER,
});
const onMode = (mode) => console.log(mode);
for await (const event of events(service, { onMode, WebSocket }))
  console.log(JSON.stringify(event));
