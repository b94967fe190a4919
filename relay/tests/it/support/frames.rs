//! An upstream that speaks HTTP/2 and writes the very frames that a test wants (RFC 9113 section
//! 4.1: length, type, flags, stream).

use std::io::{Read as _, Write as _};
use std::net::Shutdown;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rustls::{ALL_VERSIONS, ServerConfig};

use super::authority::Authority;
use super::upstream::{Reply, Tls, Upstream, mutual_tls};

const SETTINGS: &[u8] = &[0, 0, 0, 4, 0, 0, 0, 0, 0];
const HEADERS: u8 = 1;

/// On stream 1 the head of an answer: status 200 (RFC 7541 appendix A), `content-type:
/// application/json`.
pub(crate) const HEAD: &[u8] =
    b"\x00\x00\x14\x01\x04\x00\x00\x00\x01\x88\x0f\x10\x10application/json";
/// On stream 1 an interim head: status 103.
pub(crate) const INTERIM: &[u8] = b"\x00\x00\x05\x01\x04\x00\x00\x00\x01\x08\x03103";

/// On stream 1 some of a body, and whether it is the last.
pub(crate) fn body(text: &str, is_last: bool) -> Vec<u8> {
    let length = u32::try_from(text.len()).unwrap().to_be_bytes();
    let mut frame = length[1..].to_vec();
    frame.extend([0, u8::from(is_last), 0, 0, 0, 1]);
    frame.extend(text.as_bytes());
    frame
}

/// Answers the first request on each connection by this, the number of the connection given from
/// 1, and then ends the connection.
pub(crate) fn upstream(
    authority: &Authority,
    answer: impl Fn(usize, &mut Tls) + Clone + Send + Sync + 'static,
) -> Upstream {
    let mut tls = ServerConfig::clone(&mutual_tls(&authority.server(), authority, ALL_VERSIONS));
    tls.alpn_protocols = vec![b"h2".to_vec()];
    let connections = AtomicUsize::new(0);
    // What is read as a head there is the first half of the preface.
    Upstream::start(Arc::new(tls), move |_| {
        let number = connections.fetch_add(1, Ordering::SeqCst) + 1;
        let answer = answer.clone();
        Reply::Own(Box::new(move |tls| {
            tls.read_exact(&mut [0; 6]).unwrap();
            tls.write_all(SETTINGS).unwrap();
            read_request(tls).unwrap();
            answer(number, tls);
            // A connection that is closed before all is read is reset.
            let _ = tls.sock.shutdown(Shutdown::Write);
            hear_out(tls);
        }))
    })
}

/// Reads to the other side's end.
pub(crate) fn hear_out(tls: &mut Tls) {
    let _ = tls.read_to_end(&mut Vec::new());
}

/// Reads frames up to the head of a request.
fn read_request(tls: &mut Tls) -> std::io::Result<()> {
    loop {
        let mut head = [0; 9];
        tls.read_exact(&mut head)?;
        let length = u32::from_be_bytes([0, head[0], head[1], head[2]]);
        tls.read_exact(&mut vec![0; usize::try_from(length).unwrap()])?;
        if head[3] == HEADERS {
            return Ok(());
        }
    }
}
