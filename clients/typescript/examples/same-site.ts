// A page of the service's own site: app.example.com beside kerbside.example.com.
import { isProblem, kerbside, type Schemas } from "kerbside";

const service = kerbside({ base: "https://kerbside.example.com" });
const place = (id: string) => document.getElementById(id) as HTMLElement;

function button(text: string, act: () => unknown) {
	const made = document.createElement("button");
	made.textContent = text;
	made.onclick = () => attempt(act);
	return made;
}

function line({ label, vin, status }: Schemas["ListedVehicle"]) {
	const item = document.createElement("li");
	const energies = status && "energies" in status ? status.energies : [];
	const levels = energies.map(({ type, levelPercent }) => `${type} ${levelPercent ?? "?"} %`);
	item.textContent = `${label || vin}: ${levels.join(", ") || "not known"}`;
	return item;
}

// What goes wrong is told. A session that is over leads to the logins.
async function attempt(act: () => unknown) {
	try {
		await act();
	} catch (error) {
		place("trouble").textContent = error instanceof Error ? error.message : "";
		if (isProblem(error) && error.status === 401) offer((await service.brands()).items);
	}
}

function offer(brands: Schemas["BrandOffer"][]) {
	place("age").textContent = "";
	place("cars").replaceChildren();
	const logins = brands.map(({ brand, name }) => {
		const login = button(name, () => service.login(brand));
		login.dataset.brand = brand;
		return login;
	});
	place("who").replaceChildren(...logins);
}

async function show() {
	const { accounts, brands } = await service.session();
	const [account] = accounts;
	if (!account) return offer(brands);
	const list = service.account(account.slot).vehicles.list({ include: ["status"] });
	place("cars").replaceChildren();
	for await (const { items, stale } of list.pages()) {
		// In trouble the answer is what was last known.
		place("age").textContent = stale ? `As of ${stale.since}: ${stale.because.title}` : "";
		place("cars").append(...items.map(line));
	}
	const out = button("Log out", () => service.logout().then(show));
	place("who").replaceChildren(button("Ask again", show), out);
}

attempt(show);
