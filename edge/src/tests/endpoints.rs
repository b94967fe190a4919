//! What holds at each endpoint, as a table, observed from outside: by what is answered, counted
//! and logged.

mod rows;

use std::rc::Rc;

use http::header::HeaderName;

use crate::endpoint::{ENDPOINTS, Route};
use crate::request::{Body, Request};
use crate::respond::Response;
use crate::testing::{Browser, Outside, World, acting, soon};
use crate::{Handled, serve};
use rows::{By, Errors, ROWS, Row, There, Who};

/// What is sent beside method and path.
type Headers<'a> = &'a [(&'static str, &'a str)];

const CALL: (&str, &str) = ("x-kerbside", "1");
const HERE: (&str, &str) = ("cf-connecting-ip", "192.0.2.7");
const LISTED: (&str, &str) = ("origin", "https://front.test");
const EVIL: (&str, &str) = ("origin", "https://evil.test");

fn request(method: &str, path: &str, headers: Headers<'_>) -> Request {
    let mut request = Request {
        method: method.to_owned(),
        path: path.to_owned(),
        ..Request::default()
    };
    for (name, value) in headers {
        let name = HeaderName::from_static(name);
        request.headers.append(name, value.parse().unwrap());
    }
    request
}

/// A world in which the password is taken, commands are sent and questions answered, so that every
/// endpoint is there.
fn world() -> Rc<World> {
    acting(&[
        ("IDP_BASE", "https://idpcvs-preprod.{tld}/am/oauth2"),
        ("PASSWORD_GRANT_BRANDS", "peugeot"),
        ("ELIGIBILITY", "public"),
    ])
}

fn send(world: &Rc<World>, request: &Request) -> Option<Response> {
    let settings = Ok(world.settings());
    match soon(serve(
        &settings,
        &Outside(Rc::clone(world)),
        request,
        &Route::find(&request.path),
    )) {
        Handled::Response(response) => Some(response),
        Handled::Asset => None,
    }
}

fn ask(method: &str, path: &str, headers: Headers<'_>) -> Response {
    send(&world(), &request(method, path, headers)).expect("no file")
}

fn header<'a>(response: &'a Response, name: &str) -> Option<&'a str> {
    let value = response.headers().get(name)?;
    Some(value.to_str().unwrap())
}

/// The code of a problem, or of an error of OAuth's.
fn code(response: &Response) -> String {
    let body: serde_json::Value = serde_json::from_slice(response.body()).unwrap_or_default();
    body["code"].as_str().unwrap_or_default().to_owned()
}

fn is_error_of(errors: Errors, response: &Response, asks_for_page: bool) -> bool {
    let body: serde_json::Value = serde_json::from_slice(response.body()).unwrap_or_default();
    match (errors, header(response, "content-type")) {
        (Errors::OAuth, Some("application/json")) => body["error"].is_string(),
        (Errors::PageOrProblem, Some("text/html; charset=utf-8")) => asks_for_page,
        (Errors::PageOrProblem, Some("application/problem+json")) => !asks_for_page,
        (Errors::Problem, Some("application/problem+json")) => body["requestId"].is_string(),
        _ => false,
    }
}

#[test]
fn every_endpoint_has_one_row_here() {
    for endpoint in ENDPOINTS {
        let rows = Row::endpoints().filter(|row| row.template == endpoint.path);
        assert_eq!(rows.count(), 1, "{}", endpoint.path);
    }
}

#[test]
fn each_path_takes_its_methods_and_tells_them() {
    for row in ROWS.iter().filter(|row| row.there != There::Nothing) {
        let world = world();
        let other = row.other_method();
        let refused = send(&world, &request(other, row.path, &[CALL])).unwrap();
        assert_eq!(refused.status(), 405, "{}", row.path);
        assert_eq!(header(&refused, "allow"), Some(row.allow), "{}", row.path);
        assert!(is_error_of(row.errors, &refused, false), "{}", row.path);
        assert!(world.log().contains(r#""route":"-""#), "{}", row.path);
        assert!(world.platform.counts.borrow().is_empty(), "{}", row.path);
        let page = ask(other, row.path, &[CALL, ("accept", "text/html")]);
        assert!(is_error_of(row.errors, &page, true), "{}", row.path);
        for method in row.allow.split(", ") {
            let answer = send(&world, &request(method, row.path, &[CALL]));
            let is_file = answer.is_none();
            assert_eq!(is_file, row.there == There::File, "{}", row.path);
            assert!(answer.is_none_or(|answer| answer.status() != 405));
        }
    }
}

#[test]
fn where_nothing_is_that_is_said_whatever_the_method() {
    for row in ROWS.iter().filter(|row| row.there == There::Nothing) {
        for method in ["GET", "POST", "DELETE"] {
            let headers = [("accept", "text/html"), LISTED];
            let answer = ask(method, row.path, &headers);
            assert_eq!(answer.status(), 404, "{}", row.path);
            assert!(is_error_of(row.errors, &answer, true), "{}", row.path);
            let origin = header(&answer, "access-control-allow-origin");
            assert_eq!(origin.is_some(), row.is_shared, "{}", row.path);
        }
        let preflight = ask("OPTIONS", row.path, &[LISTED]);
        let status = if row.is_shared { 204 } else { 404 };
        assert_eq!(preflight.status(), status, "{}", row.path);
    }
}

#[test]
fn an_address_that_is_too_long_is_told_so_where_nothing_is() {
    let path = format!("/api/v1/{}", "a".repeat(9000));
    assert_eq!(code(&ask("GET", &path, &[])), "address-too-long");
}

#[test]
fn who_navigates_to_a_file_that_is_not_there_gets_a_page() {
    for (accept, asks_for_page) in [("text/html", true), ("*/*", false)] {
        let request = request("GET", "/settings/", &[("accept", accept)]);
        let answer = crate::no_file(&Outside(world()), &request, true, None);
        assert_eq!(answer.status(), 404);
        assert!(is_error_of(Errors::PageOrProblem, &answer, asks_for_page));
    }
}

#[test]
fn each_endpoint_is_for_anyone_or_for_pages_and_apps() {
    for row in Row::endpoints() {
        let is_guarded = row.who == Who::PageOrApp;
        let bare = ask(row.method(), row.path, &[]);
        assert_eq!(
            code(&bare) == "csrf-header-missing",
            is_guarded,
            "{}",
            row.path
        );
        let foreign = ask(row.method(), row.path, &[CALL, EVIL]);
        assert_eq!(
            code(&foreign) == "origin-not-allowed",
            is_guarded,
            "{}",
            row.path
        );
        let cookie = ("cookie", "__Host-Http-ks-abcd2345=x");
        let both = ask(
            row.method(),
            row.path,
            &[("authorization", "Bearer x"), cookie],
        );
        assert_eq!(
            code(&both) == "cookie-and-bearer",
            is_guarded,
            "{}",
            row.path
        );
        let app = ask(row.method(), row.path, &[("authorization", "Bearer x")]);
        assert_ne!(code(&app), "csrf-header-missing", "{}", row.path);
    }
}

#[test]
fn each_endpoint_is_shared_with_listed_pages_or_with_none() {
    for row in Row::endpoints() {
        for (origin, is_listed) in [(LISTED, true), (EVIL, false)] {
            let answer = ask(row.method(), row.path, &[CALL, origin]);
            let vary = row.is_shared.then_some("Origin");
            assert_eq!(header(&answer, "vary"), vary, "{}", row.path);
            let shared = (row.is_shared && is_listed).then_some("https://front.test");
            let allowed = header(&answer, "access-control-allow-origin");
            assert_eq!(allowed, shared, "{}", row.path);

            let preflight = ask("OPTIONS", row.path, &[origin]);
            let status = if row.is_shared { 204 } else { 405 };
            assert_eq!(preflight.status(), status, "{}", row.path);
            let methods = header(&preflight, "access-control-allow-methods");
            assert_eq!(methods.is_some(), shared.is_some(), "{}", row.path);
            let names = |list: &str| list.split(", ").map(str::to_owned).collect::<Vec<_>>();
            let mut taken = names(row.allow).into_iter();
            assert!(
                methods.is_none_or(|methods| taken.all(|method| names(methods).contains(&method))),
                "a preflight does not allow what {} takes",
                row.path
            );
        }
        let refused = ask(row.other_method(), row.path, &[LISTED]);
        let allowed = header(&refused, "access-control-allow-origin");
        assert_eq!(allowed.is_some(), row.is_shared, "{}", row.path);
    }
}

#[test]
fn each_endpoint_counts_by_place_by_session_or_not_at_all() {
    for row in Row::endpoints() {
        for is_logged_in in [false, true] {
            let world = world();
            let mut browser = Browser::new(&world);
            if is_logged_in {
                browser.log_in_as("/auth/login?brand=peugeot", "sub", None);
            }
            world.platform.counts.borrow_mut().clear();
            let cookies = browser.cookies.iter();
            let cookies: Vec<_> = cookies
                .map(|(name, value)| format!("{name}={value}"))
                .collect();
            let mut headers = vec![CALL, HERE, ("origin", "https://edge.test")];
            headers.extend(cookies.iter().map(|cookie| ("cookie", cookie.as_str())));
            send(&world, &request(row.method(), row.path, &headers)).unwrap();
            let counts = world.platform.counts.borrow();
            match (row.counted, counts.keys().collect::<Vec<_>>().as_slice()) {
                (By::Nothing, []) => {}
                (By::Place(counted), [(what, key)]) => {
                    assert_eq!((*what, key.as_str()), (counted, HERE.1), "{}", row.path);
                }
                (By::Session(counted), [(what, key)]) => {
                    assert_eq!(*what, counted, "{}", row.path);
                    assert_eq!(key != HERE.1, is_logged_in, "{}", row.path);
                    assert!(key == HERE.1 || key.len() == 64, "{}: {key}", row.path);
                }
                (_, found) => panic!("{}: {found:?}", row.path),
            }
        }
    }
}

#[test]
fn each_endpoint_has_its_form_of_errors() {
    let large = "a".repeat(33_000);
    for row in Row::endpoints() {
        for asks_for_page in [true, false] {
            let accept = if asks_for_page { "text/html" } else { "*/*" };
            let headers = [("accept", accept), ("x-large", large.as_str()), CALL];
            let answer = ask(row.method(), row.path, &headers);
            if row.takes_all {
                assert_eq!(answer.status(), 200, "{}", row.path);
                continue;
            }
            assert_eq!(answer.status(), 431, "{}", row.path);
            let has_form = is_error_of(row.errors, &answer, asks_for_page);
            assert!(has_form, "{}: {answer:?}", row.path);
        }
    }
}

#[test]
fn each_endpoint_reads_a_body_or_does_not_look_at_it() {
    let headers = [
        CALL,
        ("origin", "https://edge.test"),
        ("content-type", "application/json"),
    ];
    for row in Row::endpoints() {
        let mut request = request(row.method(), row.path, &headers);
        request.body = Body::TooLarge;
        let answer = send(&world(), &request).unwrap();
        let is_read = code(&answer) == "body-too-large";
        assert_eq!(is_read, row.takes_body, "{}", row.path);
    }
}

#[test]
fn only_where_cookies_are_taken_away_may_they_be_many() {
    let cookies = format!("x={}", "a".repeat(17_000));
    for row in Row::endpoints() {
        let answer = ask(row.method(), row.path, &[CALL, ("cookie", &cookies)]);
        let is_refused = answer.status() == 431;
        let takes_them = row.takes_many_cookies || row.takes_all;
        assert_eq!(is_refused, !takes_them, "{}", row.path);
    }
}

#[test]
fn each_endpoint_is_in_the_log_by_its_template() {
    for row in ROWS.iter().filter(|row| row.there != There::File) {
        let world = world();
        send(&world, &request(row.method(), row.path, &[CALL])).unwrap();
        let route = format!(r#""route":"{}""#, row.template);
        let log = world.log();
        let line = log
            .lines()
            .find(|line| line.contains(r#""event":"request""#));
        assert!(line.unwrap().contains(&route), "{}: {log}", row.path);
    }
}
