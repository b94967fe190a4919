//! The cars together with their status.

use super::*;

fn cars(count: usize) -> String {
    let cars: Vec<_> = (0..count).map(|n| format!(r#"{{"id":"c{n}"}}"#)).collect();
    format!(
        r#"{{"total":{count},"_embedded":{{"vehicles":[{}]}}}}"#,
        cars.join(",")
    )
}

#[test]
fn each_car_has_its_status_or_the_problem_in_its_place() {
    let mut browser = logged_in();
    browser.world.serve(
        |request| match request.uri().path().rsplit('/').nth(1).unwrap() {
            "user" => {
                assert_eq!(request.uri().query(), Some("pageSize=20"));
                served(200, UPSTREAM, &cars(20))
            }
            "c3" => served(500, UPSTREAM, r#"{"code":50038,"uuid":"8a"}"#),
            "c4" => served(404, UPSTREAM, r#"{"code":40400}"#),
            "c5" => served(200, UPSTREAM, "<html>"),
            car => {
                let level = car.strip_prefix('c').unwrap();
                let body = format!(r#"{{"energies":[{{"type":"Electric","level":{level}}}]}}"#);
                served(200, UPSTREAM, &body)
            }
        },
    );
    let page = json(&browser.call("GET", "/api/v1/vehicles?include=status"));
    let items = page["items"].as_array().unwrap();
    assert_eq!(items.len(), 20);
    for (n, car) in items.iter().enumerate() {
        assert_eq!(car["id"], format!("c{n}"));
        let status = &car["status"];
        match n {
            3..=5 => {
                let codes = ["upstream-unavailable", "no-data-yet", "upstream-unreadable"];
                assert_eq!(status["code"], codes[n - 3]);
                assert_eq!(status["requestId"].as_str().unwrap().len(), 32);
            }
            _ => assert_eq!(status["energies"][0]["levelPercent"], n),
        }
    }
    assert_eq!(items[3]["status"]["upstream"]["uuid"], "8a");
    assert_eq!(browser.world.most_under_way.get(), 4);
}

#[test]
fn the_next_page_comes_with_status_too() {
    let mut browser = logged_in();
    browser.world.serve(|request| match request.uri().query() {
        Some("pageSize=1") => served(
            200,
            UPSTREAM,
            r#"{"total":2,"_embedded":{"vehicles":[{"id":"a"}]},
                "_links":{"next":{"href":"https://api.groupe-psa.com/x?pageToken=t"}}}"#,
        ),
        Some("pageToken=t") => served(200, UPSTREAM, r#"{"_embedded":{"vehicles":[{"id":"b"}]}}"#),
        _ => served(200, UPSTREAM, "{}"),
    });
    let first = json(&browser.call("GET", "/api/v1/vehicles?include=status&limit=1"));
    assert!(first["items"][0]["status"]["energies"].is_array());
    let next = first["next"].as_str().unwrap();
    let last = json(&browser.call("GET", &format!("/api/v1/vehicles?cursor={next}")));
    assert_eq!(last["items"][0]["id"], "b");
    assert!(last["items"][0]["status"]["energies"].is_array());
}

#[test]
fn one_token_does_for_them_all_and_one_refresh_when_it_is_refused() {
    let mut browser = logged_in();
    let world = std::rc::Rc::clone(&browser.world);
    browser.world.serve(|request| {
        if request.uri().path().ends_with("access_token") {
            return tokens("access-2");
        }
        if !request.uri().path().ends_with("/status") {
            return served(200, UPSTREAM, &cars(20));
        }
        match request.headers()["authorization"].to_str().unwrap() {
            "Bearer access-2" => served(200, UPSTREAM, "{}"),
            _ => served(401, UPSTREAM, r#"{"moreInformation":"Token is invalid"}"#),
        }
    });
    let before = world.sent_to("idpcvs.peugeot.com") + world.sent_to("idpcvs.vauxhall.co.uk");
    let page = json(&browser.call("GET", "/api/v1/vehicles?include=status"));
    for car in page["items"].as_array().unwrap() {
        assert!(car["status"]["energies"].is_array(), "{car}");
    }
    let after = world.sent_to("idpcvs.peugeot.com") + world.sent_to("idpcvs.vauxhall.co.uk");
    assert_eq!(after - before, 1);
}

#[test]
fn what_takes_too_long_is_given_up_and_the_list_still_answered() {
    let mut browser = logged_in();
    let world = std::rc::Rc::clone(&browser.world);
    browser.world.serve(move |request| {
        if !request.uri().path().ends_with("/status") {
            return served(200, UPSTREAM, &cars(20));
        }
        world.now.set(world.now.get() + 9);
        served(200, UPSTREAM, "{}")
    });
    let before = browser.world.sent.borrow().len();
    let page = json(&browser.call("GET", "/api/v1/vehicles?include=status"));
    let items = page["items"].as_array().unwrap();
    assert_eq!(items.len(), 20);
    assert!(items[0]["status"]["energies"].is_array());
    assert_eq!(items[19]["status"]["code"], "upstream-timeout");
    // The list, and those that were begun within 30 seconds.
    assert!(browser.world.sent.borrow().len() - before < 10);
}

#[test]
fn no_page_of_the_upstreams_making_takes_more_than_twenty_statuses() {
    let mut browser = logged_in();
    browser.world.serve(|request| match request.uri().path() {
        path if path.ends_with("/status") => served(200, UPSTREAM, "{}"),
        _ => served(200, UPSTREAM, &cars(60)),
    });
    let before = browser.world.sent.borrow().len();
    let page = json(&browser.call("GET", "/api/v1/vehicles?include=status"));
    assert_eq!(
        page["items"][19]["status"]["energies"],
        serde_json::json!([])
    );
    assert_eq!(page["items"][20]["status"]["code"], "upstream-too-large");
    assert_eq!(browser.world.sent.borrow().len() - before, 21);
}

#[test]
fn the_manufacturers_limit_ends_the_calls_and_is_told_for_every_car_that_is_left() {
    let mut browser = logged_in();
    browser.world.serve(|request| match request.uri().path() {
        path if path.ends_with("/status") => {
            let headers = [("relay-answer", "upstream"), ("retry-after", "1045")];
            served(429, &headers, "{}")
        }
        _ => served(200, UPSTREAM, &cars(20)),
    });
    let before = browser.world.sent.borrow().len();
    let page = json(&browser.call("GET", "/api/v1/vehicles?include=status"));
    for car in page["items"].as_array().unwrap() {
        assert_eq!(car["status"]["code"], "rate-limited");
        assert_eq!(car["status"]["retryAfter"], 1045);
    }
    // The list, and the four that were under way.
    assert_eq!(browser.world.sent.borrow().len() - before, 5);
}
