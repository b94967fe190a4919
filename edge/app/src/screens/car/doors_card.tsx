import { t } from "../../i18n";
import { word } from "../../i18n/word";
import { Age } from "../../parts/age";
import { CarPicture } from "../../parts/car_picture";
import { sentences } from "../../parts/car_picture/sentences";
import { Card } from "../../parts/card";
import { privacyText } from "../../parts/privacy_text";
import { isSwitchedOn } from "../../service/app_settings";
import { energyOf, pathOf } from "../../service/car_facts";
import css from "./car.module.css";
import type { CarCardProps } from "./card_props";
import { pictureTexts } from "./picture_texts";

/** What is locked, open, plugged in and lit, as a picture and in words. */
export function DoorsCard({ car: { vehicle }, status }: CarCardProps) {
  const { car, words } = t.value;
  const { doors, lighting, alarm } = status;
  const charging = energyOf(status, "Electric")?.charging;
  // The British brand sells its cars with the wheel on the right. Of others nobody says.
  const driver = vehicle.brand === "vauxhall" ? "right" : "left";
  const canLock = isSwitchedOn("lock") || isSwitchedOn("unlock");
  const { activation, observedAt: armedAt } = alarm?.status ?? {};
  const at = doors?.observedAt;
  const texts = pictureTexts(driver);
  const body = {
    doors,
    charging: isSince(charging?.observedAt, at) ? charging : undefined,
    lighting: isSince(lighting?.observedAt, at) ? lighting : undefined,
  };
  const said = sentences(body, driver, {
    ...texts,
    opening: (one) => (one.state === "Closed" ? "" : texts.opening(one)),
  }).filter(Boolean);
  return (
    <Card
      title={car.doors.title}
      icon="lock"
      {...(canLock && { href: pathOf(vehicle.id, "commands") })}
      {...(doors && { age: { at, short: true } })}
      testId="card-doors"
    >
      {doors ? (
        <>
          <CarPicture {...body} driverSide={driver} texts={texts} />
          {/* The picture tells screen readers the same, and of what is closed. */}
          <ul class={css.doorList} aria-hidden="true">
            {said.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </>
      ) : (
        <p class="quiet">{privacyText(status) ?? car.notReported}</p>
      )}
      {activation && (
        <div class={css.alarm}>
          <p>{word(words.alarmActivation, activation)}</p>
          {armedAt !== at && <Age at={armedAt} short />}
        </div>
      )}
    </Card>
  );
}

// The card tells the age of the locks: what is older than that would look newer than it is.
const isSince = (at: string | undefined, other: string | undefined) =>
  at !== undefined && (other === undefined || Date.parse(at) >= Date.parse(other));
