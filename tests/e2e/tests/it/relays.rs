//! Trouble with the relays: told apart from Stellantis' own, and mended by another relay.

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::thread;

use e2e::chain::Plan;
use e2e::edge::random;
use futures_util::future::join_all;
use serde_json::json;

use crate::commands::ordering::until;
use crate::running::{CAMILLE, TIMEOUT, called, cars, chain, logged_in, problem, slots, wrote};

/// What a tunnel answers in place of the relay behind it.
const PAGE: &str = "<html><title>Tunnel error</title>The origin has been unregistered</html>";

/// An address where something answers every request with an HTML page and a 530.
struct Tunnel {
    address: SocketAddr,
    thread: Option<thread::JoinHandle<usize>>,
}

impl Tunnel {
    fn open() -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let thread = thread::spawn(move || {
            let mut answered = 0;
            for stream in listener.incoming() {
                match answer(stream.unwrap()) {
                    true => answered += 1,
                    false => break,
                }
            }
            answered
        });
        Self {
            address,
            thread: Some(thread),
        }
    }

    fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Closes it, and tells how many requests it has answered.
    fn close(mut self) -> usize {
        // A connection without a request ends it.
        drop(TcpStream::connect(self.address).unwrap());
        self.thread.take().unwrap().join().unwrap()
    }
}

fn answer(mut stream: TcpStream) -> bool {
    stream.set_read_timeout(Some(TIMEOUT)).unwrap();
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        match stream.read(&mut byte) {
            Ok(1) => head.push(byte[0]),
            _ => return false,
        }
    }
    let length = PAGE.len();
    write!(
        stream,
        "HTTP/1.1 530 Origin Error\r\nContent-Type: text/html\r\nContent-Length: {length}\r\n\
         Connection: close\r\n\r\n{PAGE}"
    )
    .unwrap();
    true
}

#[tokio::test]
async fn a_relay_that_is_down_is_unreachable_and_the_driver_stays_logged_in() {
    let mut chain = chain();
    let driver = logged_in(&chain, CAMILLE).await;
    chain.relays()[0].end();
    let answer = driver.call("/api/v1/vehicles").await.unwrap();
    let id = problem(&answer, 503, "relay-unreachable");
    assert_eq!(answer.header("retry-after"), Some("5"));
    wrote(chain.edge(), &id);
    assert_eq!(slots(&driver).await.len(), 1);
    assert_eq!(called(&chain).await.len(), 0);
}

#[tokio::test]
async fn an_error_page_in_front_of_the_relay_is_not_taken_for_stellantis() {
    let tunnel = Tunnel::open();
    let chain = Plan::default()
        .relays(0)
        .first_relay(&tunnel.origin())
        .start()
        .unwrap();
    let driver = logged_in(&chain, CAMILLE).await;
    let answer = driver.call("/api/v1/vehicles").await.unwrap();
    problem(&answer, 503, "relay-unreachable");
    assert_eq!(answer.header("retry-after"), Some("5"));
    assert!(!answer.body.contains("unregistered"));
    assert_eq!(slots(&driver).await.len(), 1);
    assert_eq!(tunnel.close(), 1);
}

#[tokio::test]
async fn the_second_relay_answers_when_the_first_is_down() {
    let mut chain = Plan::default().relays(2).start().unwrap();
    let driver = logged_in(&chain, CAMILLE).await;
    chain.relays()[0].end();
    let answer = driver.call("/api/v1/vehicles").await.unwrap();
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(called(&chain).await.len(), 1);
}

#[tokio::test]
async fn no_read_is_lost_with_a_relay_that_is_killed_in_the_middle_of_it() {
    let mut chain = Plan::default().relays(2).start().unwrap();
    let (driver, cars) = cars(&chain, CAMILLE).await;
    let status = |car: &String| format!("/api/v1/vehicles/{car}/status");
    let paths: Vec<_> = cars.iter().map(status).collect();
    let before = called(&chain).await.len();
    let fault = json!({ "on": "api", "kind": "hang", "times": paths.len() });
    chain.sandbox().fault(fault).await.unwrap();

    let calls = join_all(paths.iter().map(|path| driver.call(path)));
    let killed = async {
        let every = before + paths.len();
        until(async || (called(&chain).await.len() >= every).then_some(())).await;
        chain.relays()[0].kill();
    };
    let (answers, ()) = tokio::join!(calls, killed);
    for answer in answers {
        let answer = answer.unwrap();
        assert_eq!(answer.status, 200, "{}", answer.body);
    }
    assert_eq!(called(&chain).await.len(), before + 2 * paths.len());
}

#[tokio::test]
async fn the_second_relay_answers_when_the_first_is_an_error_page() {
    let tunnel = Tunnel::open();
    let chain = Plan::default()
        .first_relay(&tunnel.origin())
        .start()
        .unwrap();
    let driver = logged_in(&chain, CAMILLE).await;
    let answer = driver.call("/api/v1/vehicles").await.unwrap();
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(called(&chain).await.len(), 1);
    assert_eq!(tunnel.close(), 1);
}

#[tokio::test]
async fn stellantis_own_answer_is_final_and_no_second_relay_asks_again() {
    let chain = Plan::default().relays(2).start().unwrap();
    let driver = logged_in(&chain, CAMILLE).await;
    let fault = json!({ "on": "api", "kind": "status", "status": 503 });
    chain.sandbox().fault(fault).await.unwrap();
    let answer = driver.call("/api/v1/vehicles").await.unwrap();
    problem(&answer, 503, "upstream-unavailable");
    assert_eq!(called(&chain).await.len(), 1);
}

#[tokio::test]
async fn a_relay_with_another_key_refuses_the_edge_and_calls_nobody() {
    let key = format!("edge:{}", random().unwrap());
    let mut chain = Plan::default().setting("RELAY_KEY", &key).start().unwrap();
    let driver = logged_in(&chain, CAMILLE).await;
    let answer = driver.call("/api/v1/vehicles").await.unwrap();
    let id = problem(&answer, 502, "relay-refuses-edge");
    assert_eq!(called(&chain).await.len(), 0);
    assert_eq!(slots(&driver).await.len(), 1);
    wrote(&chain.relays()[0], &id);
}
