//! The network between browsers and the edge, which can be cut.

use std::io;
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

/// A port of this machine behind which the edge is. Its threads end with their connections.
pub(super) struct Network {
    /// The port.
    pub(super) port: u16,
    shared: Arc<Wires>,
}

struct Wires {
    /// Where the edge listens.
    edge: u16,
    state: Mutex<Ends>,
    changed: Condvar,
}

#[derive(Default)]
struct Ends {
    /// Both ends of every connection that there was since the last cut.
    streams: Vec<TcpStream>,
    /// Whether new connections wait.
    is_held: bool,
}

impl Network {
    /// One that leads to a port of the edge's.
    pub(super) fn open(edge: u16) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let shared = Arc::new(Wires {
            edge,
            state: Mutex::default(),
            changed: Condvar::new(),
        });
        let serving = Arc::clone(&shared);
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let shared = Arc::clone(&serving);
                // Either end may hang up at any time.
                thread::spawn(move || drop(shared.serve(stream)));
            }
        });
        Self { port, shared }
    }

    /// Cuts every connection.
    pub(super) fn cut(&self) {
        for stream in self.shared.state.lock().unwrap().streams.drain(..) {
            // It may be over already.
            let _ = stream.shutdown(Shutdown::Both);
        }
    }

    /// Has new connections wait, or go on.
    pub(super) fn hold(&self, is_held: bool) {
        self.shared.state.lock().unwrap().is_held = is_held;
        self.shared.changed.notify_all();
    }
}

impl Wires {
    fn serve(&self, mut browser: TcpStream) -> io::Result<()> {
        let state = self.state.lock().unwrap();
        let mut state = self
            .changed
            .wait_while(state, |state| state.is_held)
            .unwrap();
        let mut edge = TcpStream::connect((Ipv4Addr::LOCALHOST, self.edge))?;
        state.streams.push(browser.try_clone()?);
        state.streams.push(edge.try_clone()?);
        drop(state);
        let (mut from, mut to) = (edge.try_clone()?, browser.try_clone()?);
        thread::spawn(move || {
            // What the one end does the other is told.
            let _ = io::copy(&mut from, &mut to);
            to.shutdown(Shutdown::Both)
        });
        let copied = io::copy(&mut browser, &mut edge);
        edge.shutdown(Shutdown::Both)?;
        copied.map(drop)
    }
}
