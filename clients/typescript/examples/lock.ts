// A page with a button for each of the driver's cars, which locks it and says what becomes of that.
import { commandKey, isDoubtful, isProblem, kerbside } from "kerbside";

const { vehicles, commands } = kerbside({ base: "https://kerbside.example.com" });

const show = (textContent: string, tag = "p") =>
  document.body.appendChild(Object.assign(document.createElement(tag), { textContent }));

async function lock(id: string, key = commandKey()) {
  try {
    const sent = await commands.send(id, { type: "lock" }, { key });
    show(sent.state);
    for await (const { state, failure } of commands.wait(id, sent.id))
      show(failure ? `${state}: ${failure.title}` : state);
  } catch (error) {
    show(`${error}`);
    // Nobody knows whether it was sent: with the same key it is not sent twice.
    if (isDoubtful(error)) show("Ask again", "button").onclick = () => lock(id, key);
    if (isProblem(error) && error.loginUrl) logIn(new URL(error.loginUrl));
  }
}

// The driver comes back here, but from the service's own page, where a brand is to be chosen first.
function logIn(address: URL) {
  address.searchParams.set("return_to", location.href);
  location.assign(address);
}

for await (const { id, label, vin } of vehicles.list())
  show(`Lock ${label || vin}`, "button").onclick = () => lock(id);
