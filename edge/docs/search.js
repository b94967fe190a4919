// Shows the entries that have all the words one looks for, and opens what an address leads to.
// Without it all entries are there.

const form = document.getElementById("search");
const input = document.getElementById("words");
const found = document.getElementById("found");
const sections = [...document.querySelectorAll("main > section")];
const entries = [...document.querySelectorAll(".entry")];
const links = [...document.querySelectorAll("nav li")];
// Folded parts of the contents are opened for a search, and closed again after it.
const folds = [...document.querySelectorAll("nav details details")];
let texts;

function show() {
  const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
  texts ??= new Map(entries.map((entry) => [entry, `${entry.id} ${entry.textContent}`.toLowerCase()]));
  const has = (entry) => words.every((word) => texts.get(entry).includes(word));
  const shown = new Set();
  for (const entry of entries) {
    entry.hidden = !has(entry);
    if (!entry.hidden) shown.add(entry.id);
  }
  for (const section of sections) {
    const mine = section.querySelectorAll(".entry");
    section.hidden = words.length > 0 && [...mine].every((entry) => entry.hidden);
  }
  for (const item of links.toReversed()) {
    const id = decodeURIComponent(item.querySelector("a").hash.slice(1));
    const below = [...item.querySelectorAll("li")];
    item.hidden = below.length > 0 ? below.every((other) => other.hidden) : !shown.has(id);
  }
  for (const fold of folds) fold.open = words.length > 0;
  found.textContent = words.length > 0 ? `${shown.size} of ${entries.length}` : "";
  const query = words.length > 0 ? `?q=${encodeURIComponent(input.value)}` : location.pathname;
  history.replaceState(null, "", query + location.hash);
}

// What an address leads to is shown whatever was looked for, and unfolded.
function lead() {
  let id;
  try {
    id = decodeURIComponent(location.hash.slice(1));
  } catch {
    return; // It is no address of ours.
  }
  const target = document.getElementById(id);
  if (!target) return;
  if (target.closest("[hidden]")) {
    input.value = "";
    show();
  }
  for (let at = target; at; at = at.parentElement) if (at.matches("details")) at.open = true;
  target.scrollIntoView();
}

// On a narrow screen the contents would be in the way of the text.
const contents = document.querySelector(".contents");
const narrow = matchMedia("(width < 60rem)");
const fold = () => (contents.open = !narrow.matches);
narrow.addEventListener("change", fold);
fold();

form.hidden = false;
form.addEventListener("submit", (event) => event.preventDefault());
input.addEventListener("input", show);
addEventListener("hashchange", lead);
addEventListener("keydown", (event) => {
  if (event.key === "/" && document.activeElement !== input) {
    event.preventDefault();
    input.focus();
  }
});
input.value = new URLSearchParams(location.search).get("q") ?? "";
if (input.value) show();
lead();
