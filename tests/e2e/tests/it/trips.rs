//! Trips come newest first, each exactly once, also while the car sets out on another.

use std::collections::BTreeSet;
use std::time::Duration;

use e2e::chain::Chain;
use e2e::direct::Direct;
use e2e::driver::Driver;
use serde_json::Value;

use crate::running::{LUCAS, called, cars, chain, direct, document, items, text};

/// How many trips the first car of Lucas has.
const TRIPS: usize = 137;
/// The world is moved on so far at a time.
const STEP: Duration = Duration::from_secs(600);
/// A car sets out within six hours.
const STEPS: usize = 36;

/// A page of the list, and how many calls of the upstream's it took.
struct Page {
    items: Vec<Value>,
    calls: usize,
}

/// A driver, and the trips of their first car.
struct Car {
    chain: Chain,
    driver: Driver,
    direct: Direct,
    id: String,
}

impl Car {
    async fn of_lucas() -> Self {
        let chain = chain();
        let (driver, cars) = cars(&chain, LUCAS).await;
        let direct = direct(&chain, LUCAS).await;
        let id = cars.into_iter().next().unwrap();
        Self {
            chain,
            driver,
            direct,
            id,
        }
    }

    /// How many trips the upstream has of it.
    async fn total(&self) -> u64 {
        let trips = format!("/user/vehicles/{}/trips?pageSize=1", self.id);
        let page = self.direct.get(&trips).await.unwrap();
        page["total"].as_u64().unwrap()
    }

    /// Time goes by until the car sets out once more.
    async fn set_out(&self) {
        let before = self.total().await;
        for _ in 0..STEPS {
            self.chain.sandbox().advance(STEP).await.unwrap();
            if self.total().await > before {
                return;
            }
        }
        panic!("the car does not set out");
    }

    /// Walks the list from its beginning to its end. The car sets out after the first page.
    async fn walk(&self, query: &str) -> Vec<Page> {
        let list = format!("/api/v1/vehicles/{}/trips", self.id);
        let mut pages = Vec::new();
        let mut next = Some(format!("{list}?{query}"));
        while let Some(path) = next {
            self.chain.sandbox().forget_calls().await.unwrap();
            let page = document(&self.driver, &path).await;
            pages.push(Page {
                items: items(&page).to_vec(),
                calls: called(&self.chain).await.len(),
            });
            next = page["next"]
                .as_str()
                .map(|cursor| format!("{list}?cursor={cursor}"));
            if pages.len() == 1 {
                self.set_out().await;
            }
            assert!(pages.len() <= TRIPS, "the list has no end");
        }
        pages
    }
}

/// Asserts that each comes once, the newest first, and gives their identifiers.
#[track_caller]
fn in_order(pages: &[Page]) -> BTreeSet<String> {
    let trips = || pages.iter().flat_map(|page| &page.items);
    let starts: Vec<_> = trips().map(|trip| text(&trip["startedAt"])).collect();
    let is_newest_first = starts.is_sorted_by(|newer, older| newer > older);
    assert!(is_newest_first, "{starts:?}");
    let ids: BTreeSet<_> = trips().map(|trip| text(&trip["id"]).to_owned()).collect();
    assert_eq!(ids.len(), starts.len(), "a trip comes twice");
    ids
}

fn calls(pages: &[Page]) -> Vec<usize> {
    pages.iter().map(|page| page.calls).collect()
}

#[tokio::test]
async fn each_of_137_trips_comes_once_while_another_is_added() {
    let car = Car::of_lucas().await;
    let pages = car.walk("").await;
    assert_eq!(in_order(&pages).len(), TRIPS);
    // The first page and the last; then each by the link of the one before.
    assert_eq!(calls(&pages), [2, 1, 1]);
    // What was added is the newest of the next walk.
    let newest = &pages[0].items[0]["id"];
    let again = car.walk("").await;
    assert_eq!(in_order(&again).len(), TRIPS + 1);
    assert_eq!(again[0].items[0]["done"], false);
    assert_eq!(&again[0].items[1]["id"], newest);
}

#[tokio::test]
async fn pages_of_ten_have_each_trip_once_while_another_is_added() {
    let car = Car::of_lucas().await;
    let pages = car.walk("limit=10").await;
    assert_eq!(in_order(&pages).len(), TRIPS);
    assert!(pages.iter().all(|page| page.items.len() <= 10));
    let (first, further) = pages.split_first().unwrap();
    // The upstream's last page has seven: those before are asked for as well.
    assert_eq!((first.items.len(), first.calls), (10, 3));
    assert!(
        further.iter().all(|page| page.calls == 1),
        "{:?}",
        calls(further)
    );
}

#[tokio::test]
async fn a_narrowed_list_has_each_trip_that_fits_once_while_another_is_added() {
    let car = Car::of_lucas().await;
    let all = car.walk("").await;
    let distance = |trip: &Value| trip["distanceKm"].as_f64().unwrap();
    let mut distances: Vec<_> = all
        .iter()
        .flat_map(|page| page.items.iter().map(distance))
        .collect();
    distances.sort_by(f64::total_cmp);
    // More than a page of the upstream's, and not all.
    let least = distances[TRIPS / 4];
    let fitting = distances
        .iter()
        .filter(|distance| **distance >= least)
        .count();
    assert!((61..TRIPS).contains(&fitting), "{fitting}");

    let pages = car.walk(&format!("minDistanceKm={least}")).await;
    assert_eq!(in_order(&pages).len(), fitting);
    let trips = pages.iter().flat_map(|page| &page.items);
    assert!(trips.clone().all(|trip| distance(trip) >= least));
    let (first, further) = pages.split_first().unwrap();
    assert_eq!(first.calls, 2 + usize::from(first.items.len() >= 60));
    assert!(
        further.iter().all(|page| page.calls == 1),
        "{:?}",
        calls(further)
    );
}
