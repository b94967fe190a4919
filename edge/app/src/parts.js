// What the page is put together from.

// What a table has under a name of its own. A name may come from an address or another server, and
// every object has more names than those in its table.
export const named = (table, name) => (Object.hasOwn(table, name) ? table[name] : undefined);

export function link(text, href) {
  const anchor = document.createElement("a");
  anchor.href = href;
  anchor.textContent = text;
  return anchor;
}

// Says something to the driver, and where it leads if it does.
export function say(place, text, ...links) {
  const notice = document.createElement("p");
  notice.className = "notice";
  notice.append(text, ...links.flatMap((anchor) => [" ", anchor]));
  place.append(notice);
}

// What a click starts is started once, however often it is clicked meanwhile.
export function onClick(button, act) {
  button.onclick = async () => {
    button.disabled = true;
    try {
      await act();
    } finally {
      button.disabled = false;
    }
  };
}
