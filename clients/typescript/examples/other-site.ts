// A page of another site, registered as the client `front`, at `/` and `/callback` of its origin.
import { isProblem, kerbside, LoginRefusedError, type Schemas } from "kerbside";

const service = kerbside({ base: "https://kerbside.example.com" });
const client = { clientId: "front", redirectUri: `${location.origin}/callback` };
const place = (id: string) => document.getElementById(id) as HTMLElement;

function button(text: string, act: () => unknown, brand = "") {
	const made = document.createElement("button");
	made.textContent = text;
	made.dataset.brand = brand;
	made.onclick = () => attempt(act);
	return made;
}

async function attempt(act: () => unknown) {
	try {
		await act();
	} catch (error) {
		const isRefusal = error instanceof LoginRefusedError;
		place("trouble").textContent = isRefusal ? error.reason : (error as Error).message;
		if (isProblem(error) && error.status === 401) offer((await service.brands()).items);
	}
}

async function logIn(brand: string) {
	const pending = await service.authorize(client, brand);
	sessionStorage.setItem("login", JSON.stringify(pending));
	location.assign(pending.url);
}

async function finishLogin() {
	const [address, pending] = [location.href, sessionStorage.getItem("login")];
	sessionStorage.removeItem("login");
	history.replaceState(null, "", "/");
	// The answer has no token in it: it sets a cookie.
	if (pending) await service.redeem(address, JSON.parse(pending));
}

function offer(brands: Schemas["BrandOffer"][]) {
	place("cars").replaceChildren();
	place("who").replaceChildren(...brands.map((it) => button(it.name, () => logIn(it.brand), it.brand)));
}

async function show() {
	const { accounts, brands } = await service.session();
	if (!accounts[0]) return offer(brands);
	const cars = [];
	for await (const car of service.account(accounts[0].slot).vehicles.list({ include: ["status"] })) {
		const energies = car.status && "energies" in car.status ? car.status.energies : [];
		const levels = energies.map(({ type, levelPercent }) => `${type} ${levelPercent ?? "?"} %`);
		cars.push(Object.assign(document.createElement("li"), { textContent: `${car.label || car.vin}: ${levels}` }));
	}
	place("cars").replaceChildren(...cars);
	place("who").replaceChildren(button("Ask again", show), button("Log out", () => service.logout().then(show)));
}

if (location.pathname === "/callback") await attempt(finishLogin);
attempt(show);
