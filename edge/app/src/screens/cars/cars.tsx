// All cars of all accounts at a glance.

import { useEffect, useState } from "preact/hooks";
import { fill, plural, t } from "../../i18n";
import { Icon } from "../../parts/icons";
import { titleOf } from "../../service/car_facts";
import { cars, fleets, openGarage, type Vehicle, vehiclesOf } from "../../service/garage";
import { brandNames } from "../../service/session";
import { AccountCars } from "./account_cars";
import css from "./cars.module.css";
import { matches } from "./matches";

/** Cars from which on a driver searches rather than looks. */
const MANY = 12;

export function Cars() {
  const words = t.value.cars;
  const [query, setQuery] = useState("");
  useEffect(openGarage, []);
  const all = fleets.value;
  const shown = cars.value.length;
  const isPart = all.some(({ list }) => list.hasMore.value);
  const isWanted = (vehicle: Vehicle) =>
    query.trim() === "" || matches(vehicle, titleOf(vehicle, brandNames.value), query);
  const search = (text: string) => {
    setQuery(text);
    // What is searched for may be on a page that was not read.
    if (text.trim() !== "") for (const { list } of all) list.all();
  };
  const isNone =
    query.trim() !== "" && !isPart && !all.some((fleet) => vehiclesOf(fleet).some(isWanted));
  return (
    <>
      <div class={css.head}>
        <h1 data-testid="cars-title">{words.title}</h1>
        {(shown > MANY || query !== "") && (
          <label class={css.search}>
            <span class="visually-hidden">{words.search}</span>
            <Icon name="search" />
            <input
              type="search"
              placeholder={words.searchHint}
              value={query}
              onInput={(event) => search(event.currentTarget.value)}
            />
          </label>
        )}
        {(shown > MANY || query !== "") && (
          <p class="visually-hidden" role="status">
            {plural(words.shown, cars.value.filter(({ vehicle }) => isWanted(vehicle)).length)}
          </p>
        )}
      </div>
      {all.map((fleet) => (
        <AccountCars
          key={fleet.account.slot}
          fleet={fleet}
          isWanted={isWanted}
          isSearched={query.trim() !== ""}
        />
      ))}
      {isNone && <p class="quiet">{fill(words.noMatch, { query })}</p>}
    </>
  );
}
