import { formatNumber } from "../../format";
import { fill, t } from "../../i18n";
import { Button, LinkButton } from "../../parts/button";
import { CardGrid } from "../../parts/card";
import { DriverName } from "../../parts/driver_name";
import { Icon } from "../../parts/icons";
import { AccountContext } from "../../parts/log_in_again";
import { Problem } from "../../parts/problem";
import { Loading, Skeleton } from "../../parts/skeleton";
import { Stale } from "../../parts/stale";
import { titleOf } from "../../service/car_facts";
import { type Fleet, type Vehicle, vehiclesOf } from "../../service/garage";
import { brandNames } from "../../service/session";
import { CarCard } from "./car_card";
import css from "./cars.module.css";

interface AccountCarsProps {
  fleet: Fleet;
  isWanted: (vehicle: Vehicle) => boolean;
  isSearched: boolean;
}

/** The cars of one account. */
export function AccountCars({ fleet, isWanted, isSearched }: AccountCarsProps) {
  const { account, list } = fleet;
  const words = t.value.cars;
  const vehicles = vehiclesOf(fleet);
  const wanted = vehicles.filter(isWanted);
  const titles = vehicles.map((vehicle) => titleOf(vehicle, brandNames.value));
  const isTwin = (vehicle: Vehicle) => {
    const title = titleOf(vehicle, brandNames.value);
    return titles.indexOf(title) !== titles.lastIndexOf(title);
  };
  const problem = list.problem.value;
  const total = list.total.value;
  const isWaiting = !list.isBegun.value && !problem && vehicles.length === 0;
  const isEmpty = list.isBegun.value && !list.hasMore.value && vehicles.length === 0;
  const hasMore = list.isBegun.value && list.hasMore.value;
  return (
    <section class={css.account} data-testid="account" data-brand={account.brand}>
      <h2 class={css.driver}>
        <DriverName account={account} />
      </h2>
      {problem && (
        <AccountContext.Provider value={account}>
          <Problem
            problem={problem}
            hasValue={vehicles.length > 0}
            onRetry={() => list.more()}
            testId="trouble"
          />
        </AccountContext.Provider>
      )}
      {list.stale.value && <Stale stale={list.stale.value} />}
      {isWaiting && (
        <Loading>
          <CardGrid>
            <Skeleton height="214px" />
            <Skeleton height="214px" />
            <Skeleton height="214px" />
          </CardGrid>
        </Loading>
      )}
      {isEmpty && (
        <div class={css.none} data-testid="no-car">
          <Icon name="car" size={48} />
          <h3>{words.none}</h3>
          <p>{words.noneHint}</p>
          <LinkButton href="/settings#accounts" icon="plus">
            {t.value.common.menu.addAccount}
          </LinkButton>
        </div>
      )}
      {wanted.length > 0 && (
        <ul class={css.grid} data-testid="cars">
          {wanted.map((vehicle) => (
            <CarCard
              key={vehicle.id}
              car={{ account, vehicle }}
              isTwin={isTwin(vehicle)}
              isMarked={list.stale.value !== undefined}
            />
          ))}
        </ul>
      )}
      {hasMore && !isSearched && (
        <div class={css.more}>
          {total !== undefined && (
            <p class="quiet">
              {fill(words.count, {
                shown: formatNumber(vehicles.length),
                total: formatNumber(total),
              })}
            </p>
          )}
          <Button data-testid="more" onClick={() => list.more()}>
            {words.more}
          </Button>
        </div>
      )}
      {hasMore && isSearched && list.loading.value && (
        <Loading>
          <Skeleton height="44px" width="200px" />
        </Loading>
      )}
    </section>
  );
}
