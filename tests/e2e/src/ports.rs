//! Ports of this machine: free ones for tests, and whether a wanted one is.

use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::process;
use std::sync::atomic::{AtomicU32, Ordering};

/// Below the range from which the system itself gives ports out, so that no server that asks it
/// for any port gets one that is meant for another.
const FIRST: u32 = 20_000;
const NUMBER: u32 = 12_000;
/// Given out by this process, which may not have bound them yet.
static GIVEN: AtomicU32 = AtomicU32::new(0);

/// A port that is free now. Where an address has to be known before its server starts there is
/// no better way. Processes begin at different ones.
pub fn free() -> io::Result<u16> {
    let start = process::id().wrapping_mul(101);
    for _ in 0..NUMBER {
        let given = GIVEN.fetch_add(1, Ordering::Relaxed);
        let port = FIRST + start.wrapping_add(given) % NUMBER;
        match u16::try_from(port) {
            Ok(port) if is_free(port) => return Ok(port),
            _ => {}
        }
    }
    Err(io::ErrorKind::AddrInUse.into())
}

/// Whether nothing listens on a port.
pub fn is_free(port: u16) -> bool {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok()
}
