// A page that shows how full every car is.
import { isProblem, kerbside } from "kerbside";

const service = kerbside({ base: "https://kerbside.example.com" });

const show = (textContent: string, tag = "p") =>
  document.body.appendChild(Object.assign(document.createElement(tag), { textContent }));

try {
  for await (const { label, vin, status } of service.vehicles.list({ include: ["status"] })) {
    const energies = status && "energies" in status ? status.energies : [];
    const levels = energies.map(({ type, levelPercent }) => `${type} ${levelPercent ?? "?"} %`);
    show(`${label || vin}: ${levels.join(", ") || "not known"}`);
  }
} catch (error) {
  show(`${error}`);
  if (isProblem(error) && error.code === "not-logged-in")
    show("Log in with Peugeot", "button").onclick = () => service.login("peugeot");
}
