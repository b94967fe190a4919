// A page that shows how full every car is.
import { isProblem, kerbside } from "kerbside";

const service = kerbside({ base: "https://kerbside.example.com" });

const show = (text: string) => document.body.append(text, document.createElement("br"));

try {
  for await (const { label, vin, status } of service.vehicles.list({ include: ["status"] })) {
    if (status === undefined || "code" in status) show(`${label ?? vin}: ${status?.title}`);
    else
      for (const { type, levelPercent } of status.energies)
        show(`${label ?? vin}: ${type} ${levelPercent ?? "?"} %`);
  }
} catch (error) {
  if (isProblem(error) && error.code === "not-logged-in") service.login("peugeot");
  else show(`${error}`);
}
