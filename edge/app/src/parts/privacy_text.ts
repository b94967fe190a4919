import { unavailableText } from "../i18n/lookups";
import type { Status } from "../service/cadence";

/** That a car tells nothing since its driver has chosen that; undefined where they have not. */
export const privacyText = (status: Status): string | undefined =>
  status.privacy?.state === "Full" ? unavailableText("privacy") : undefined;
