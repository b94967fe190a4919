export default {
  title: "See your car",
  lead: "Fuel, charge, range, trips and alerts, straight from the manufacturer.",
  points: {
    level: "How full, how far, and when charging is done",
    place: "Where it stands, and every trip it made",
    alerts: "Its alerts in plain words, with what to do",
  },
  another: "Add another account",
  choose: "Choose your brand",
  hint: "You log in with the manufacturer. Your password stays there.",
  reasons: {
    denied: "The login was cancelled.",
    expired: "That login took too long or was already used. Please log in again.",
    unavailable:
      "The manufacturer’s login service cannot be reached right now. Please try again later.",
    misconfigured:
      "This service is not accepted by the manufacturer. Its owner has to look at the settings.",
    "id-token-refused":
      "The manufacturer did not prove who has logged in. If it happens again, tell the owner of this service.",
    "too-many-accounts": "As many accounts as possible are logged in. Log out of one first.",
    failed: "The manufacturer did not log you in. Please try again.",
  },
};
