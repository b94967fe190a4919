// Begins: the texts and the session are asked for side by side, and the app is there when it has words.

import "./style/index.css";
import { effect } from "@preact/signals";
import { render } from "preact";
import { App } from "./app";
import { startNow } from "./format/now";
import { startTexts } from "./i18n";
import { preferences } from "./service/preferences";
import { startService } from "./service/start";

effect(() => {
  const scheme = preferences.scheme.value;
  if (scheme === "auto") delete document.documentElement.dataset.scheme;
  else document.documentElement.dataset.scheme = scheme;
});

const root = document.getElementById("app");
if (!root) throw new Error("the page has no place for the app");

startService();
await startTexts();
startNow();
render(<App />, root);

if ("serviceWorker" in navigator && import.meta.env.PROD) {
  // Where a browser refuses it, the app works with a network.
  navigator.serviceWorker.register("/sw.js").catch(() => {});
}
