// The driver's consent that the owner's own server has what happens to their cars: asked for where
// there is such a server, and nowhere else.

// A line with a checkbox. `forwarding` is what reads and sets the consent of the account.
export async function showForwarding(line, forwarding, attempt) {
  const [box] = line.getElementsByTagName("input");
  const [text] = line.getElementsByTagName("span");
  const show = ({ available, on, to }) => {
    line.hidden = !available;
    box.checked = on;
    text.textContent = `${to} may have what happens to my cars, until I log out`;
  };
  const was = await forwarding.get();
  show(was);
  box.onchange = async () => {
    const wanted = box.checked;
    box.disabled = true;
    // What is shown is what the service says, also where it could not be asked.
    box.checked = !wanted;
    await attempt(async () => show(await forwarding.set(wanted)));
    box.disabled = false;
  };
}
