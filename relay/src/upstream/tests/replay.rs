//! One call on a connection of the caller's, so that the fuzzer can play the upstream.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http::Request;
use http_body_util::Full;
use hyper::rt::{Read, Write};
use prometheus_client::registry::Registry;
use tokio::time::Instant;
use tower::retry::budget::TpsBudget;

use crate::upstream::exchange::{Answer, Bodies, Exchange, ExchangeLimits, RateLimit};
use crate::upstream::failure::{Failure, FailureKind};
use crate::upstream::metrics::Meter;
use crate::upstream::pool::{Connect, Connection, Pool, PoolLimits};

const TIME: Duration = Duration::from_secs(10);

/// The version of HTTP that the connection speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Version {
    /// HTTP/1.1.
    One,
    /// HTTP/2.
    Two,
}

/// Makes one call on `stream`, as every call is made, with an answer of at most `bytes` bytes.
/// There is no second connection, so a retry fails.
pub async fn call<S>(stream: S, version: Version, bytes: usize) -> Result<Answer, Failure>
where
    S: Read + Write + Unpin + Send + 'static,
{
    let connection = match version {
        Version::One => Connection::http1(stream).await,
        Version::Two => Connection::http2(stream).await,
    };
    let connection = connection.map_err(|error| Failure::of_connecting(&error))?;
    let meter = Meter::new("replay");
    let limits = PoolLimits {
        connections: 1,
        queue: 1,
        idle: TIME,
        age: TIME,
    };
    let exchange = Exchange {
        pool: Pool::new(Once(Mutex::new(Some(connection))), limits, meter.clone()),
        limits: ExchangeLimits {
            deadline: TIME,
            head: TIME,
            body: TIME,
            bytes,
            all_bytes: usize::MAX,
        },
        rate_limit: Arc::new(RateLimit::new(meter.clone())),
        bodies: Bodies::register(&mut Registry::default()),
        meter,
    };
    let request = Request::get("https://upstream.example/user").body(Full::<Bytes>::default());
    let request = request.map_err(|error| Failure::of_connecting(&error))?;
    let ready = exchange.prepare(Instant::now()).await?;
    exchange
        .make(ready, Box::new(request), &TpsBudget::default())
        .await
}

/// Opens the one connection that there is.
#[derive(Debug)]
struct Once(Mutex<Option<Connection>>);

impl Connect for Once {
    type Connection = Connection;

    async fn connect(&self) -> Result<Connection, Failure> {
        let mut connection = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        connection
            .take()
            .ok_or_else(|| Failure::unsent(FailureKind::Unreachable, "the connection was used"))
    }
}
