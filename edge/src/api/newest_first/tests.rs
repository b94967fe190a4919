//! Walking a car's trips and warnings from the newest to the oldest, with an upstream that has them
//! the other way round.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use serde_json::{Value, json};
use shared::brand::Brand;

use crate::testing::{Browser, Served, World, all_is_well, json, served};

const TRIPS: &str = "/api/v1/vehicles/0a/trips";
const ALERTS: &str = "/api/v1/vehicles/0a/alerts";

/// An upstream with so many trips, each with its number as its identifier.
#[derive(Clone)]
struct Trips {
    count: Rc<Cell<usize>>,
    has_last: bool,
    has_prev: bool,
    has_total: bool,
    has_number: bool,
    has_next: bool,
    /// Whether one is made after each call.
    grows: bool,
    /// Every so many of them is active, as a warning is.
    active: usize,
    calls: Rc<RefCell<Vec<String>>>,
}

fn trips(count: usize) -> Trips {
    Trips {
        count: Rc::new(Cell::new(count)),
        has_last: true,
        has_prev: true,
        has_total: true,
        has_number: true,
        has_next: true,
        grows: false,
        active: 1,
        calls: Rc::default(),
    }
}

impl Trips {
    fn answer(&self, query: &str) -> Served {
        self.calls.borrow_mut().push(query.to_owned());
        let mut asked: BTreeMap<String, String> = form_urlencoded::parse(query.as_bytes())
            .into_owned()
            .collect();
        let mut number = 1;
        if let Some(token) = asked.remove("pageToken") {
            let in_token = ["pageSize", "indexRange"];
            assert!(!in_token.iter().any(|name| asked.contains_key(*name)));
            let (page, rest) = token.split_once(';').unwrap();
            number = page.parse().unwrap();
            asked = form_urlencoded::parse(rest.as_bytes())
                .into_owned()
                .collect();
        }
        let size: usize = asked
            .get("pageSize")
            .map_or(60, |size| size.parse().unwrap());
        let all: Vec<usize> = match asked.get("indexRange") {
            Some(range) => {
                let (first, last) = range.split_once('-').unwrap();
                let (first, last): (usize, usize) = (first.parse().unwrap(), last.parse().unwrap());
                (first..self.count.get().min(last + 1)).collect()
            }
            None => (0..self.count.get()).collect(),
        };
        let Some(items) = all.chunks(size).nth(number - 1) else {
            return served(404, &[("relay-answer", "upstream")], r#"{"code":40400}"#);
        };
        let pages = all.len().div_ceil(size);
        let rest = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(&asked)
            .finish();
        let link = |page: usize| {
            let token = form_urlencoded::byte_serialize(format!("{page};{rest}").as_bytes())
                .collect::<String>();
            json!({"href": format!("https://api.groupe-psa.com/connectedcar/v4/x?pageToken={token}")})
        };
        let mut links = serde_json::Map::new();
        if number < pages && self.has_next {
            links.insert("next".to_owned(), link(number + 1));
        }
        if number > 1 && self.has_prev {
            links.insert("prev".to_owned(), link(number - 1));
        }
        if self.has_last {
            links.insert("last".to_owned(), link(pages));
        }
        let items: Vec<Value> = items
            .iter()
            .map(|n| json!({"id": format!("t{n}"), "active": n % self.active == 0}))
            .collect();
        let mut page = json!({"_embedded": {"trips": items, "alerts": items}, "_links": links});
        if self.has_total {
            page["total"] = json!(all.len());
        }
        if self.grows {
            self.count.set(self.count.get() + 1);
        }
        if self.has_number {
            page["currentPage"] = json!(number);
        }
        served(200, &[("relay-answer", "upstream")], &page.to_string())
    }

    fn browser(&self) -> Browser {
        let mut browser = Browser::new(&World::new(all_is_well));
        browser.log_in(Brand::Peugeot);
        let trips = self.clone();
        browser
            .world
            .serve(move |request| trips.answer(request.uri().query().unwrap_or_default()));
        browser
    }

    /// One whose call of that number is answered so.
    fn failing(&self, nth: usize, status: u16, body: &'static str) -> Browser {
        let (browser, trips) = (self.browser(), self.clone());
        browser.world.serve(move |request| {
            let answer = trips.answer(request.uri().query().unwrap_or_default());
            match trips.calls.borrow().len() {
                calls if calls == nth => served(status, &[("relay-answer", "upstream")], body),
                _ => answer,
            }
        });
        browser
    }
}

fn numbers(page: &Value) -> Vec<usize> {
    let items = page["items"].as_array().unwrap_or_else(|| panic!("{page}"));
    let id = |item: &Value| {
        item["id"]
            .as_str()
            .unwrap()
            .strip_prefix('t')
            .unwrap()
            .parse()
            .unwrap()
    };
    items.iter().map(id).collect()
}

/// All pages, and how long they are.
fn walk(trips: &Trips, query: &str) -> (Vec<usize>, Vec<usize>) {
    walk_of(TRIPS, trips, query)
}

fn walk_of(list: &str, trips: &Trips, query: &str) -> (Vec<usize>, Vec<usize>) {
    let mut browser = trips.browser();
    let (mut all, mut lengths) = (Vec::new(), Vec::new());
    let mut target = format!("{list}{query}");
    loop {
        let page = json(&browser.call("GET", &target));
        let numbers = numbers(&page);
        lengths.push(numbers.len());
        all.extend(numbers);
        let Some(next) = page["next"].as_str() else {
            return (all, lengths);
        };
        assert!(lengths.len() < 200, "it has no end");
        target = format!("{list}?cursor={next}");
    }
}

#[test]
fn every_trip_is_met_once_while_more_are_made_whatever_the_upstream_links_to() {
    for bits in 0..32 {
        for count in [1, 10, 60, 61, 70, 120, 137] {
            for query in ["", "?limit=7", "?limit=60"] {
                let trips = Trips {
                    has_last: bits & 1 == 0,
                    has_prev: bits & 2 == 0,
                    has_number: bits & 4 == 0,
                    has_total: bits & 8 == 0,
                    has_next: bits & 16 == 0,
                    grows: true,
                    ..trips(count)
                };
                // Nothing tells that there is more, or how much.
                if !trips.has_total && (!trips.has_last || !trips.has_prev || !trips.has_next) {
                    continue;
                }
                let (mut met, _) = walk(&trips, query);
                // One that is made while the first page is fetched may or may not be there.
                met.retain(|number| *number < count);
                let all: Vec<_> = (0..count).rev().collect();
                assert_eq!(met, all, "{bits:05b} {count} {query}");
            }
        }
    }
}

#[test]
fn few_newest_trips_are_joined_by_those_before_them() {
    for (count, lengths) in [
        (9, vec![9]),
        (60, vec![60]),
        (61, vec![61]),
        (69, vec![69]),
        (70, vec![10, 60]),
        (137, vec![17, 60, 60]),
        (121, vec![61, 60]),
    ] {
        assert_eq!(walk(&trips(count), "").1, lengths, "{count}");
    }
}

#[test]
fn a_first_page_is_as_long_as_its_limit_and_none_is_longer() {
    for limit in [1, 5, 7, 10, 59, 60] {
        let (_, lengths) = walk(&trips(137), &format!("?limit={limit}"));
        assert_eq!(lengths[0], limit);
        assert!(lengths.iter().all(|length| *length <= limit), "{limit}");
    }
}

#[test]
fn the_newest_cost_two_calls_and_a_page_after_them_one() {
    let trips = trips(137);
    let mut browser = trips.browser();
    let first = json(&browser.call("GET", &format!("{TRIPS}?minDistanceKm=0.1")));
    assert_eq!(first["total"], 137);
    assert_eq!(trips.calls.borrow().len(), 2);
    assert_eq!(trips.calls.borrow()[0], "distance=0.1-");
    let next = first["next"].as_str().unwrap();
    browser.call("GET", &format!("{TRIPS}?cursor={next}"));
    assert_eq!(trips.calls.borrow().len(), 3);
}

#[test]
fn a_range_by_number_keeps_what_the_list_was_narrowed_by() {
    let trips = Trips {
        has_prev: false,
        ..trips(137)
    };
    let mut browser = trips.browser();
    let first = json(&browser.call("GET", &format!("{TRIPS}?states=Nominal")));
    let next = first["next"].as_str().unwrap();
    browser.call("GET", &format!("{TRIPS}?cursor={next}"));
    assert_eq!(
        trips.calls.borrow().last().unwrap(),
        "states=Nominal&indexRange=60-119"
    );
}

#[test]
fn a_car_without_trips_has_an_empty_list() {
    let answer = json(&trips(0).browser().call("GET", TRIPS));
    assert_eq!(answer, json!({"items": [], "total": 0}));
}

#[test]
fn a_list_of_which_something_is_missing_for_good_is_a_problem() {
    let trips = Trips {
        has_last: false,
        has_total: false,
        ..trips(137)
    };
    let answer = json(&trips.browser().call("GET", TRIPS));
    assert_eq!(answer["code"], "upstream-unreadable");
}

#[test]
fn trips_have_no_offset_to_count_from() {
    let trips = trips(137);
    let answer = json(&trips.browser().call("GET", &format!("{TRIPS}?offset=3")));
    assert_eq!(answer["parameter"], "offset");
    assert!(trips.calls.borrow().is_empty());
}

#[test]
fn what_cannot_be_joined_does_not_lose_what_there_is() {
    for (status, body) in [(500, "{}"), (404, r#"{"code":40400}"#)] {
        let mut browser = trips(63).failing(3, status, body);
        let page = json(&browser.call("GET", TRIPS));
        assert_eq!(numbers(&page), [62, 61, 60]);
        let next = format!("{TRIPS}?cursor={}", page["next"].as_str().unwrap());
        let page = json(&browser.call("GET", &next));
        assert_eq!(numbers(&page), (0..60).rev().collect::<Vec<_>>());
    }
}

#[test]
fn a_page_that_the_upstream_does_not_find_is_no_end_of_the_list() {
    for has_last in [true, false] {
        let trips = Trips {
            has_last,
            ..trips(137)
        };
        let mut browser = trips.failing(2, 404, r#"{"code":40400}"#);
        let answer = json(&browser.call("GET", TRIPS));
        assert_eq!(answer["code"], "upstream-unreadable", "{answer}");
    }
    for has_prev in [true, false] {
        let trips = Trips {
            has_prev,
            ..trips(137)
        };
        let mut browser = trips.failing(3, 404, r#"{"code":40400}"#);
        let next = json(&browser.call("GET", TRIPS))["next"].clone();
        let next = format!("{TRIPS}?cursor={}", next.as_str().unwrap());
        let answer = json(&browser.call("GET", &next));
        assert_eq!(answer["code"], "upstream-unreadable", "{answer}");
    }
}

#[test]
fn a_page_token_that_the_upstream_does_not_take_is_a_bad_cursor() {
    let trips = trips(137);
    let mut browser = trips.browser();
    let first = json(&browser.call("GET", TRIPS));
    browser
        .world
        .serve(|_| served(400, &[("relay-answer", "upstream")], r#"{"code":"40000"}"#));
    let next = first["next"].as_str().unwrap();
    let answer = browser.call("GET", &format!("{TRIPS}?cursor={next}"));
    assert_eq!(answer.status(), 400);
    assert_eq!(json(&answer)["parameter"], "cursor");
}

#[test]
fn a_page_token_of_the_upstreams_own_choice_is_no_bad_cursor() {
    let mut browser = trips(137).failing(2, 400, r#"{"code":"40000"}"#);
    let answer = json(&browser.call("GET", TRIPS));
    assert_eq!(answer["code"], "upstream-rejected", "{answer}");
}

#[test]
fn a_cursor_of_another_car_is_refused() {
    let mut browser = trips(137).browser();
    let first = json(&browser.call("GET", TRIPS));
    let next = first["next"].as_str().unwrap();
    let answer = browser.call("GET", &format!("/api/v1/vehicles/0b/trips?cursor={next}"));
    assert_eq!(json(&answer)["parameter"], "cursor");
}

#[test]
fn warnings_are_met_from_the_newest_to_the_oldest_too() {
    for list in [ALERTS, "/api/v1/vehicles/0a/trips/7/alerts"] {
        for query in ["", "?limit=7"] {
            let (met, _) = walk_of(list, &trips(137), query);
            assert_eq!(met, (0..137).rev().collect::<Vec<_>>(), "{list}{query}");
        }
    }
}

#[test]
fn every_warning_that_is_wanted_is_met_once_while_more_are_made() {
    for bits in 0..8 {
        for (count, active) in [(0, 1), (1, 1), (70, 3), (137, 50), (400, 7), (700, 600)] {
            for query in [
                "active=true",
                "active=true&limit=2",
                "active=false&limit=60",
            ] {
                let warnings = Trips {
                    has_last: bits & 1 == 0,
                    has_prev: bits & 2 == 0,
                    has_number: bits & 4 == 0,
                    grows: count > 0,
                    active,
                    ..trips(count)
                };
                let (mut met, _) = walk_of(ALERTS, &warnings, &format!("?{query}"));
                met.retain(|number| *number < count);
                let is_wanted = query.starts_with("active=true");
                let all = (0..count).rev();
                let all: Vec<_> = all.filter(|n| (n % active == 0) == is_wanted).collect();
                assert_eq!(met, all, "{bits:03b} {count} {active} {query}");
            }
        }
    }
}

#[test]
fn warnings_that_are_wanted_are_looked_for_on_a_few_pages_and_no_page_is_over_its_limit() {
    let warnings = Trips {
        active: 50,
        ..trips(400)
    };
    let mut browser = warnings.browser();
    let page = json(&browser.call("GET", &format!("{ALERTS}?active=true&limit=3")));
    assert_eq!(numbers(&page), [350, 300, 250]);
    assert!(page.get("total").is_none(), "{page}");
    // The first page, the last, and the two before that.
    let calls = warnings.calls.borrow().clone();
    assert_eq!(calls.len(), 4, "{calls:?}");
    assert_eq!(calls[0], "");
    let next = page["next"].as_str().unwrap();
    let page = json(&browser.call("GET", &format!("{ALERTS}?cursor={next}")));
    assert_eq!(numbers(&page), [200, 150, 100]);
}

#[test]
fn none_that_is_wanted_on_a_few_pages_is_an_empty_page_with_a_cursor() {
    let warnings = Trips {
        active: 1000,
        ..trips(700)
    };
    let mut browser = warnings.browser();
    let page = json(&browser.call("GET", &format!("{ALERTS}?active=true")));
    assert_eq!(page["items"], json!([]));
    assert!(page["next"].is_string(), "{page}");
    assert_eq!(warnings.calls.borrow().len(), 5);
}

#[test]
fn trouble_before_anything_is_found_is_told() {
    let warnings = Trips {
        active: 1000,
        ..trips(700)
    };
    let mut browser = warnings.failing(4, 429, "{}");
    let page = json(&browser.call("GET", &format!("{ALERTS}?active=true")));
    assert_eq!(page["code"], "rate-limited");
}

#[test]
fn a_warning_that_does_not_say_whether_it_holds_is_of_neither_kind() {
    let mut browser = trips(0).browser();
    browser.world.serve(|_| {
        let items = r#"[{"id":"a","active":"true"},{"id":"b"},{"id":"c","active":7},{"id":"d","active":false}]"#;
        let page = format!(r#"{{"total":4,"_embedded":{{"alerts":{items}}}}}"#);
        served(200, &[("relay-answer", "upstream")], &page)
    });
    for (query, ids) in [("", "dcba"), ("?active=true", "a"), ("?active=false", "d")] {
        let page = json(&browser.call("GET", &format!("{ALERTS}{query}")));
        let items = page["items"].as_array().unwrap().iter();
        let found: String = items.map(|item| item["id"].as_str().unwrap()).collect();
        assert_eq!(found, ids);
    }
}
