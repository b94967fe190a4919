//! A live connection, as a program without a browser makes it.

use std::time::Duration;

use e2e::driver::{Answer, Driver};
use futures_util::{SinkExt as _, StreamExt as _};
use reqwest::{Method, RequestBuilder, Upgraded};
use serde_json::Value;
use tokio::time::timeout;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::Role;

use crate::running::text;

pub(crate) const EVENTS: &str = "/api/v1/events";
pub(crate) const TICKETS: &str = "/api/v1/events/tickets";
/// The longest that a message is waited for.
const TIMEOUT: Duration = Duration::from_secs(30);

/// A live connection.
pub(crate) struct Live {
    stream: WebSocketStream<Upgraded>,
    /// The subprotocol that was agreed on.
    pub(crate) protocol: Option<String>,
}

/// What comes over one.
#[derive(Debug, PartialEq)]
pub(crate) enum Received {
    /// A text.
    Text(String),
    /// It was closed with this code.
    Closed(u16),
    /// It broke off.
    Broken,
}

/// A ticket of a driver's.
pub(crate) async fn ticket(driver: &Driver) -> String {
    let answer = ask_for_ticket(driver).await;
    assert_eq!(answer.status, 201, "{}", answer.body);
    text(&answer.json()["ticket"]).to_owned()
}

pub(crate) async fn ask_for_ticket(driver: &Driver) -> Answer {
    let request = driver.request(Method::POST, TICKETS);
    let request = request.header("x-kerbside", "1");
    driver.send(request).await.unwrap()
}

/// The request of a connection, without what says who connects.
pub(crate) fn handshake(driver: &Driver, query: &str) -> RequestBuilder {
    driver
        .request(Method::GET, &format!("{EVENTS}{query}"))
        .header("connection", "Upgrade")
        .header("upgrade", "websocket")
        .header("sec-websocket-version", "13")
        .header("sec-websocket-key", "AAECAwQFBgcICQoLDA0ODw==")
}

/// The request of a connection by a ticket.
pub(crate) fn by_ticket(driver: &Driver, ticket: &str, query: &str) -> RequestBuilder {
    let protocols = format!("kerbside-live-v1, kerbside-ticket.{ticket}");
    handshake(driver, query).header("sec-websocket-protocol", protocols)
}

impl Live {
    /// Connects a driver's program by a ticket of its own.
    pub(crate) async fn of(driver: &Driver, query: &str) -> Self {
        let ticket = ticket(driver).await;
        Self::open(by_ticket(driver, &ticket, query)).await
    }

    /// Connects by a request.
    pub(crate) async fn open(request: RequestBuilder) -> Self {
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), 101);
        let protocol = response.headers().get("sec-websocket-protocol");
        let protocol = protocol.map(|it| it.to_str().unwrap().to_owned());
        let upgraded = response.upgrade().await.unwrap();
        let stream = WebSocketStream::from_raw_socket(upgraded, Role::Client, None).await;
        Self { stream, protocol }
    }

    pub(crate) async fn say(&mut self, text: &str) {
        let message = Message::text(text.to_owned());
        self.stream.send(message).await.unwrap();
    }

    /// What comes next.
    pub(crate) async fn received(&mut self) -> Received {
        loop {
            return match timeout(TIMEOUT, self.stream.next()).await.unwrap() {
                Some(Ok(Message::Text(text))) => Received::Text(text.to_string()),
                Some(Ok(Message::Close(frame))) => {
                    Received::Closed(frame.map_or(1005, |frame| frame.code.into()))
                }
                Some(Ok(_)) => continue,
                Some(Err(_)) | None => Received::Broken,
            };
        }
    }

    /// The message that comes next.
    pub(crate) async fn message(&mut self) -> Value {
        match self.received().await {
            Received::Text(text) => serde_json::from_str(&text).unwrap(),
            other => panic!("{other:?}"),
        }
    }

    /// The id that the connection begins with.
    pub(crate) async fn hello(&mut self) -> u64 {
        let hello = self.message().await;
        assert_eq!(hello["type"], "hello", "{hello}");
        hello["data"]["last"].as_u64().unwrap()
    }
}
