//! Requests over connections that are kept, one after the other on each, for some time.

use std::io;
use std::net::Ipv4Addr;
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

/// Who is asked for what.
#[derive(Debug, Clone)]
pub(super) struct LoadTarget {
    port: u16,
    request: Vec<u8>,
}

/// When to stop.
#[derive(Debug, Clone, Copy)]
pub(super) enum Enough {
    /// After so long.
    Time(Duration),
    /// After so many calls, or a few more: each connection makes as many.
    Calls(usize),
}

/// What came of it.
#[derive(Debug, Default)]
pub(super) struct Load {
    /// How long each answer took, the shortest first.
    pub(super) times: Vec<Duration>,
    /// Until the last answer was there.
    pub(super) elapsed: Duration,
}

/// An answer as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Received {
    /// The status.
    pub(super) status: u16,
    /// The headers, names in lower case, sorted.
    pub(super) headers: Vec<(String, String)>,
    /// The body.
    pub(super) body: Vec<u8>,
}

impl LoadTarget {
    /// A path at a port of 127.0.0.1, with these headers.
    pub(super) fn new(port: u16, path: &str, headers: &[(&str, &str)]) -> Self {
        let mut request = format!("GET {path} HTTP/1.1\r\nhost: localhost:{port}\r\n");
        for (name, value) in headers {
            request.extend([name, ": ", value, "\r\n"]);
        }
        request.push_str("\r\n");
        Self {
            port,
            request: request.into_bytes(),
        }
    }

    /// Asks once, over a connection of its own.
    pub(super) async fn ask(&self) -> io::Result<Received> {
        let mut connection = LoadConnection::open(self.port).await?;
        connection.ask(&self.request).await
    }

    /// Asks over so many connections, until it is enough. An answer other than 200 is an error.
    pub(super) async fn load(&self, connections: usize, enough: Enough) -> io::Result<Load> {
        let begin = Instant::now();
        let mut tasks = JoinSet::new();
        for _ in 0..connections {
            let target = self.clone();
            tasks.spawn(async move { target.ask_until(begin, connections, enough).await });
        }
        let mut load = Load::default();
        while let Some(done) = tasks.join_next().await {
            load.times.extend(done??);
        }
        load.elapsed = begin.elapsed();
        load.times.sort_unstable();
        Ok(load)
    }

    async fn ask_until(
        self,
        start: Instant,
        connections: usize,
        enough: Enough,
    ) -> io::Result<Vec<Duration>> {
        let mut connection = LoadConnection::open(self.port).await?;
        let mut times = Vec::new();
        loop {
            let begin = Instant::now();
            let is_enough = match enough {
                Enough::Time(time) => begin.duration_since(start) >= time,
                Enough::Calls(calls) => times.len() >= calls.div_ceil(connections),
            };
            if is_enough {
                return Ok(times);
            }
            let status = connection.exchange(&self.request).await?.status;
            if status != 200 {
                let what = format!("an answer under load has the status {status}");
                return Err(io::Error::other(what));
            }
            times.push(begin.elapsed());
        }
    }
}

impl Load {
    /// The time that so many percent are not longer than, in milliseconds.
    pub(super) fn percentile(&self, percent: usize) -> f64 {
        let rank = self.times.len().saturating_mul(percent).div_ceil(100);
        let time = self.times.get(rank.saturating_sub(1)).copied();
        time.unwrap_or_default().as_secs_f64() * 1e3
    }
}

/// A connection, and the bytes that came over it last.
struct LoadConnection {
    stream: TcpStream,
    bytes: Vec<u8>,
}

/// Where the parts of an answer are.
struct Head {
    status: u16,
    length: usize,
}

impl LoadConnection {
    async fn open(port: u16) -> io::Result<Self> {
        let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            bytes: Vec::with_capacity(64 * 1024),
        })
    }

    /// Sends a request and reads the answer to its end.
    async fn exchange(&mut self, request: &[u8]) -> io::Result<Head> {
        self.stream.write_all(request).await?;
        self.bytes.clear();
        let mut head = None;
        loop {
            if self.stream.read_buf(&mut self.bytes).await? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            if head.is_none() {
                head = self.head()?;
            }
            match head {
                Some((begin, head)) if self.bytes.len() >= begin + head.length => return Ok(head),
                _ => {}
            }
        }
    }

    /// The head and where the body begins, once it is there.
    fn head(&self) -> io::Result<Option<(usize, Head)>> {
        let end = self.bytes.windows(4).position(|four| four == b"\r\n\r\n");
        let Some(end) = end else {
            return Ok(None);
        };
        let unreadable = || io::Error::other("an answer has no status or no length");
        let text = self
            .bytes
            .get(..end)
            .and_then(|head| str::from_utf8(head).ok());
        let mut lines = text.ok_or_else(unreadable)?.split("\r\n");
        let status = lines
            .next()
            .and_then(|line| line.split(' ').nth(1)?.parse().ok());
        let length = lines.find_map(|line| {
            let (name, value) = line.split_once(": ")?;
            name.eq_ignore_ascii_case("content-length")
                .then(|| value.parse().ok())?
        });
        Ok(Some((
            end + 4,
            Head {
                status: status.ok_or_else(unreadable)?,
                length: length.ok_or_else(unreadable)?,
            },
        )))
    }

    async fn ask(&mut self, request: &[u8]) -> io::Result<Received> {
        let head = self.exchange(request).await?;
        let begin = self.bytes.len().saturating_sub(head.length);
        let (text, body) = self.bytes.split_at(begin);
        let text = String::from_utf8_lossy(text);
        let pairs = text.lines().filter_map(|line| line.split_once(": "));
        let mut headers: Vec<_> = pairs
            .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
            .collect();
        headers.sort();
        Ok(Received {
            status: head.status,
            headers,
            body: body.to_vec(),
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use tokio::net::TcpListener;

    use super::*;

    /// A server that answers everything the same, and how often it was asked.
    async fn server(answer: &'static str) -> (u16, Arc<AtomicUsize>) {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&asked);
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let count = Arc::clone(&count);
                tokio::spawn(async move {
                    let mut request = [0; 1024];
                    while stream.read(&mut request).await.is_ok_and(|read| read > 0) {
                        count.fetch_add(1, Ordering::Relaxed);
                        let (head, body) = answer.split_at(answer.len() - 1);
                        // The end of the answer may come by itself.
                        stream.write_all(head.as_bytes()).await.unwrap();
                        tokio::task::yield_now().await;
                        stream.write_all(body.as_bytes()).await.unwrap();
                    }
                });
            }
        });
        (port, asked)
    }

    #[tokio::test]
    async fn every_call_is_made_and_timed_once_over_all_connections() {
        let (port, asked) = server("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok").await;
        let target = LoadTarget::new(port, "/", &[("x-kerbside", "1")]);
        let load = target.load(4, Enough::Calls(10)).await.unwrap();
        assert_eq!(load.times.len(), 12);
        assert_eq!(asked.load(Ordering::Relaxed), 12);
        assert!(load.percentile(50) <= load.percentile(99));

        let received = target.ask().await.unwrap();
        assert_eq!(
            (received.status, received.body.as_slice()),
            (200, b"ok".as_slice())
        );
        let length = ("content-length".to_owned(), "2".to_owned());
        assert_eq!(received.headers, [length]);
    }

    #[tokio::test]
    async fn an_answer_that_is_no_success_ends_the_load() {
        let (port, _) = server("HTTP/1.1 429 No\r\ncontent-length: 1\r\n\r\n-").await;
        let target = LoadTarget::new(port, "/", &[]);
        let failed = target.load(2, Enough::Calls(10)).await.unwrap_err();
        assert!(failed.to_string().contains("429"), "{failed}");
    }
}
