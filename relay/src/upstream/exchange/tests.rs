//! Calls over connections to servers that are made up, and cost nothing but time.

use std::sync::atomic::{AtomicUsize, Ordering};

use h2::{Reason, server};
use hyper_util::rt::TokioIo;
use prometheus_client::registry::Registry;
use tokio::io::{DuplexStream, duplex};
use tokio::time::sleep;

use super::*;
use crate::upstream::pool::PoolLimits;

const TIME: Duration = Duration::from_secs(10);
/// After so long the first server refuses a stream.
const REFUSAL: Duration = Duration::from_secs(6);

/// Connects to a server that refuses all, and then to others that answer, if they can be reached.
#[derive(Debug)]
struct Servers {
    connected: AtomicUsize,
    are_reached: bool,
}

impl Connect for Servers {
    type Connection = Connection;

    async fn connect(&self) -> Result<Connection, Failure> {
        let is_first = self.connected.fetch_add(1, Ordering::SeqCst) == 0;
        if !is_first {
            sleep(if self.are_reached { TIME / 100 } else { TIME }).await;
        }
        let (near, far) = duplex(1 << 16);
        tokio::spawn(serve(far, is_first));
        let connection = Connection::http2(TokioIo::new(near)).await;
        connection.map_err(|error| Failure::of_connecting(&error))
    }
}

async fn serve(stream: DuplexStream, refuses: bool) {
    let mut connection = server::handshake(stream).await.unwrap();
    while let Some(Ok((_, mut respond))) = connection.accept().await {
        if refuses {
            sleep(REFUSAL).await;
            respond.send_reset(Reason::REFUSED_STREAM);
        } else {
            let response = Response::builder().header("content-type", "application/json");
            let mut body = respond
                .send_response(response.body(()).unwrap(), false)
                .unwrap();
            body.send_data(Bytes::from_static(b"{}"), true).unwrap();
        }
    }
}

/// A call, the first attempt of which is refused late.
async fn call(are_reached: bool) -> Result<Answer, Failure> {
    let meter = Meter::new("test");
    let servers = Servers {
        connected: AtomicUsize::default(),
        are_reached,
    };
    let limits = PoolLimits {
        connections: 2,
        queue: 1,
        idle: TIME,
        age: 10 * TIME,
    };
    let exchange = Exchange {
        pool: Pool::new(servers, limits, meter.clone()),
        limits: ExchangeLimits {
            deadline: TIME,
            head: TIME,
            body: TIME,
            bytes: 1 << 16,
            all_bytes: usize::MAX,
        },
        rate_limit: Arc::new(RateLimit::new(meter.clone())),
        bodies: Bodies::register(&mut Registry::default()),
        meter,
    };
    let request = Request::get("https://upstream.example/user").body(Full::default());
    let ready = exchange.prepare(Instant::now()).await?;
    exchange
        .make(ready, Box::new(request.unwrap()), &retry_budget())
        .await
}

#[tokio::test(start_paused = true)]
async fn a_retry_waits_for_its_connection_for_half_of_the_time_that_is_left() {
    assert_eq!(call(true).await.unwrap().status, 200);

    let began = Instant::now();
    let failure = call(false).await.unwrap_err();
    assert_eq!(failure.kind, FailureKind::ConnectTimeout);
    assert_eq!(failure.detail, "no connection within 2.0 s");
    assert_eq!(began.elapsed().as_secs(), 8);
}
