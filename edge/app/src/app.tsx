// The shell around the screens, and which address shows which screen. A screen is loaded when it is
// first gone to; those that the app opens with are there from the beginning.

import { signal } from "@preact/signals";
import type { ComponentType } from "preact";
import { ErrorBoundary, LocationProvider, Route, Router } from "preact-iso";
import { t } from "./i18n";
import { Cars } from "./screens/cars/cars";
import { Login } from "./screens/login/login";
import type { CarScreenProps } from "./screens/props";
import { accounts, isSessionKnown } from "./service/session";
import { CarFrame } from "./shell/car_frame";
import { keepFocus } from "./shell/focus";
import { Header } from "./shell/header";
import { LoadFailure } from "./shell/load_failure";
import { NotFound } from "./shell/not_found";
import { lazyScreen } from "./shell/not_loaded";
import { Notices } from "./shell/notices";
import { Page } from "./shell/page";
import { Ready } from "./shell/ready";
import { Waiting } from "./shell/waiting";

// A link to anywhere else of this origin, such as a login, is the browser's to follow.
const SCOPE = /^\/(?:cars\/.*|settings)?(?:[?#].*)?$/;

const CAR_SCREENS = {
  "": lazyScreen(() => import("./screens/car/car")),
  charging: lazyScreen(() => import("./screens/charging/charging")),
  map: lazyScreen(() => import("./screens/map/map")),
  trips: lazyScreen(() => import("./screens/trips/trips")),
  alerts: lazyScreen(() => import("./screens/alerts/alerts")),
  service: lazyScreen(() => import("./screens/maintenance/maintenance")),
  commands: lazyScreen(() => import("./screens/commands/commands")),
  rules: lazyScreen(() => import("./screens/rules/rules")),
} satisfies Record<string, ComponentType<CarScreenProps>>;
const Trip = lazyScreen(() => import("./screens/trip/trip"));
const Settings = lazyScreen(() => import("./screens/settings/settings"));

/** Whether the code of a screen is on its way: until then nothing of it can be shown. */
const isLoading = signal(false);
const setLoading = (is: boolean) => {
  isLoading.value = is;
};

const fail = (error: Error) => {
  setLoading(false);
  LoadFailure.note(error);
};

export function App() {
  return (
    <LocationProvider scope={SCOPE}>
      <a class="skip" href="#main">
        {t.value.common.skipToContent}
      </a>
      {/* No boundary is around these: an effect of theirs that throws may leave all others undone. */}
      <Header />
      <Ready />
      <main id="main" tabIndex={-1}>
        <Notices />
        {/* What is told besides the screens is read out while one is awaited. */}
        <div id="screen" aria-busy={isLoading}>
          <ErrorBoundary onError={fail}>
            <LoadFailure>
              <Screens />
            </LoadFailure>
          </ErrorBoundary>
        </div>
      </main>
    </LocationProvider>
  );
}

function Screens() {
  if (!isSessionKnown.value) return <Waiting />;
  return (
    <Router
      onRouteChange={keepFocus}
      onLoadStart={() => setLoading(true)}
      onLoadEnd={() => setLoading(false)}
    >
      <Route path="/" component={Home} />
      <Route path="/settings" component={SettingsPage} />
      <Route path="/cars/:id/trips/:tid" component={TripPage} />
      <Route path="/cars/:id/:screen?" component={CarPage} />
      <Route default component={NotFound} />
    </Router>
  );
}

function Home() {
  return <Page>{accounts.value.length > 0 ? <Cars /> : <Login />}</Page>;
}

function SettingsPage() {
  return (
    <Page>
      <Settings />
    </Page>
  );
}

function CarPage({ id, screen = "" }: { id?: string; screen?: string }) {
  if (accounts.value.length === 0) return <Home />;
  if (!Object.hasOwn(CAR_SCREENS, screen)) return <NotFound />;
  const Screen = CAR_SCREENS[screen as keyof typeof CAR_SCREENS];
  return (
    <Page>
      {/* Of another car nothing stays: no question that is open, and nothing that was filled in. */}
      <CarFrame key={id} id={id ?? ""} screen={screen}>
        {(props) => <Screen {...props} />}
      </CarFrame>
    </Page>
  );
}

function TripPage({ id, tid }: { id?: string; tid?: string }) {
  if (accounts.value.length === 0) return <Home />;
  return (
    <Page>
      <CarFrame key={id} id={id ?? ""} screen="trips">
        {(props) => <Trip {...props} tripId={tid ?? ""} />}
      </CarFrame>
    </Page>
  );
}
