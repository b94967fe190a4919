// Begins: the texts and the session are asked for side by side, and the app is there when it has words. A newer
// build that is ready takes over before that.

import "./style/index.css";
import { render } from "preact";
import { App } from "./app";
import { startNow } from "./format/now";
import { startTexts, t } from "./i18n";
import { notify } from "./service/notices";
import { startService } from "./service/start";
import { handOver, startWorker } from "./service/worker";
import { followFocus } from "./shell/focus";
import { NotLoaded } from "./shell/not_loaded";
import { followScheme } from "./shell/scheme";

followScheme();

const root = document.getElementById("app");
if (!root) throw new Error("the page has no place for the app");

await handOver();
const known = startService();
await startTexts((error) => {
  console.error(error);
  // Before there are texts, there is nothing else to show.
  if (t.value) notify({ kind: "not-loaded" });
  else render(<NotLoaded />, root);
});
startNow();
followFocus(root);
render(<App />, root);

if (import.meta.env.PROD) known.then(startWorker);
