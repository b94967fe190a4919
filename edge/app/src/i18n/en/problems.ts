// What went wrong, and what the driver can do, by the problem’s code. Where the answer says when
// trying again may help, the page adds that: no text here says it a second time.

const owner = "This is not your fault. Please tell the owner of this service.";
const app = "This is not your fault. Please tell whoever made this app or page.";
const page = "Please reload the page. If it happens again, tell the owner of this service.";
const passing = "This usually passes within minutes.";

export default {
  codes: {
    "not-logged-in": "You are not logged in. Please log in.",
    "login-lost": "The manufacturer has ended your login. Log in again; nothing else is lost.",
    "choose-account": `You are logged in with several accounts, and none was named. ${page}`,
    "csrf-header-missing": `The service refused the request for safety. ${page}`,
    "origin-not-allowed": `This page may not use this service. ${owner}`,
    "cookie-and-bearer": `The request came with two identities at once. ${app}`,
    "eligibility-off": "The owner of this service has not switched this check on for you.",
    "too-many-accounts": "No more accounts can be logged in. Log out of one first.",
    "unknown-client": `This app is not registered here. ${app}`,
    "code-refused": "The login could not be completed. Please log in again.",
    "not-found": "This is not there any more. Trips and alerts are kept for about two months.",
    "method-not-allowed": `The service does not know this request. ${page}`,
    "unknown-brand": "This service has no login for this brand. Please choose another.",
    "body-too-slow": "Your internet connection was too slow. Please try again.",
    "body-too-large": "That is more than the service takes. Please shorten it.",
    "invalid-parameter": "The service cannot use one of these entries. Please check them.",
    "invalid-body": "The service cannot use one of these entries. Please check them.",
    "unsupported-media-type": `The service does not know this request. ${page}`,
    "address-too-long": "That is more than the service takes. Please choose less.",
    "headers-too-large": "Delete the cookies of this site in your browser, then log in again.",
    "too-many-requests": "That was too often in a short time.",
    "limiter-unavailable": "The service cannot check this right now. Nothing was done.",
    "vehicle-not-found": "This car is not known any more. Choose it from the list of cars again.",
    "not-this-drivers-vehicle":
      "This account has no access to the car. Log in with the account the car is registered to, and agree to share its data.",
    "consent-missing":
      "Your consent to this is missing. Log in again, agree to it, and allow partners in the manufacturer’s app.",
    "privacy-on": "The car’s privacy mode is on. Switch it off in the car, then try again.",
    "service-not-subscribed":
      "No connected service is active for this car. Activate or renew it in the manufacturer’s app; data comes after some drives.",
    "telematics-box-replaced":
      "The car’s connection unit was replaced. Have a workshop or customer service enrol it, then log in here again.",
    "no-data-yet":
      "The car has not reported this yet. Drive for a quarter of an hour, with connected services on and privacy mode off.",
    "rate-limited": "The manufacturer allows no more requests right now.",
    "upstream-unavailable": `The manufacturer’s service is having trouble. ${passing}`,
    "upstream-rejected":
      "The manufacturer’s service refused this. If it happens again, tell the owner of this service.",
    "partner-access": `The manufacturer does not let this service in. ${owner}`,
    "token-refused":
      "The manufacturer does not accept your login yet. If it stays so, log in again.",
    "upstream-unreachable": `The manufacturer’s service cannot be reached. ${passing}`,
    "upstream-timeout": `The manufacturer’s service did not answer in time. ${passing}`,
    "upstream-broken": `The manufacturer’s answer broke off. ${passing}`,
    "upstream-unreadable": "The manufacturer’s service gave no usable answer.",
    "upstream-too-large": "The manufacturer’s answer is too large. Please choose less at once.",
    "certificate-refused": `The manufacturer does not let this service in. ${owner}`,
    "upstream-not-trusted": `The manufacturer’s service could not be recognised. ${owner}`,
    "upstream-certificate-expired":
      "The manufacturer’s certificate is out of date. This is not your fault. Try again later.",
    "relay-unreachable": `A part of this service cannot be reached. ${passing}`,
    "relay-busy": "This service is busy right now.",
    "relay-refuses-edge": `This service is not set up correctly. ${owner}`,
    "action-not-allowed": "The owner of this service has not switched this command on.",
    "fresh-login-required":
      "For your safety, log in again, then try once more. You stay logged in.",
    "idempotency-key-missing": `The command was not sent. ${page}`,
    "idempotency-key-reused": `The command was not sent. ${page}`,
    "not-supported-by-vehicle": "The manufacturer says that this car cannot do this.",
    "command-in-progress": "The car is already busy with such a command. Wait until it is done.",
    "too-many-commands": "Too many commands in a short time. This one was not carried out.",
    "ticket-invalid":
      "The live connection could not be opened. The page checks now and then instead.",
    "too-many-connections":
      "Too many windows are open. This one checks now and then instead; close some of the others.",
    "wake-ups-used-up":
      "The car cannot be woken for now, to spare its battery. Start it, and it reports by itself.",
    "no-writer": "The service cannot send commands right now. Nothing was sent.",
    "command-not-found": "This command is not kept any more. Check the state of the car.",
    "too-many-rules": "The car has as many rules as possible. Delete one first.",
    "rule-refused":
      "The manufacturer does not take this rule. Try other conditions; if none is taken, other apps may already watch the car as much as it allows.",
    "rule-not-found": "This rule is not there any more. It may have been deleted.",
    "vehicle-unreachable":
      "The car could not be reached. It may have no reception, or a low battery. Try again later, or start it.",
    "vehicle-battery-low": "The car’s battery is too low. Drive or charge the car, then try again.",
    "vehicle-in-use": "The car is in use. Switch it off and get out, then try again.",
    "vehicle-not-closed":
      "The car is not closed. Close doors, boot and bonnet, then try again. If it still fails, lock the car with its key.",
    "key-inside": "A key may be inside the car. Take it out, close the doors and try again.",
    "vehicle-stolen":
      "The car is reported stolen. Only the manufacturer’s customer service can change that.",
    "charging-fault":
      "The car cannot charge. Check the cable and the charging point, and look at the car’s display.",
    "cancelled-by-driver": "Somebody in the car stopped it. Send it again if needed.",
    "vehicle-error": "The car did not do it. Try again, or try it in the manufacturer’s app.",
    "not-received": "The command did not reach the car. You can safely send it again.",
    "wrong-credentials":
      "User name and password do not match. Type them as in the manufacturer’s app.",
    "login-unproven": "The manufacturer did not prove who has logged in. Please try again.",
    "login-unavailable": "The manufacturer’s login cannot be reached. You stay logged in.",
    misconfigured: `This service is not set up completely. ${owner}`,
    internal: "Something went wrong in this service. Please give the request number to its owner.",
  },
};
