//! The way of the log's lines to where they are read, which nobody who logs ever waits for.
//!
//! Whoever reads standard error may be slow, stopped or gone, and the relay has one thread for all
//! its calls. So lines wait in a queue and a thread of its own writes them; one that finds the
//! queue full, or that cannot be written, is lost and counted.

use std::collections::VecDeque;
use std::io::{self, Write};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use prometheus_client::metrics::counter::Counter;

/// Lines that wait: seconds of a busy relay, and about a megabyte.
const MOST: usize = 4096;

/// The lines on their way.
#[derive(Debug, Default)]
pub(super) struct Lines {
    queue: Mutex<Queue>,
    changed: Condvar,
    lost: Counter,
}

#[derive(Debug, Default)]
struct Queue {
    waiting: VecDeque<Vec<u8>>,
    /// One more is being written.
    writing: bool,
}

impl Lines {
    /// How many were lost.
    pub(super) fn lost(&self) -> Counter {
        self.lost.clone()
    }

    /// Writes lines as they come, for good.
    pub(super) fn write_to(&self, mut out: impl Write) {
        loop {
            let line = self.next();
            if out.write_all(&line).is_err() {
                self.lost.inc();
            }
        }
    }

    /// Comes once all lines are written, or `within` is over.
    pub(super) fn written(&self, within: Duration) {
        let under_way = |queue: &mut Queue| queue.writing || !queue.waiting.is_empty();
        drop(
            self.changed
                .wait_timeout_while(self.lock(), within, under_way),
        );
    }

    /// Waits for a line, the last one being written.
    fn next(&self) -> Vec<u8> {
        let mut queue = self.lock();
        loop {
            if let Some(line) = queue.waiting.pop_front() {
                queue.writing = true;
                return line;
            }
            queue.writing = false;
            self.changed.notify_all();
            queue = self
                .changed
                .wait(queue)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn push(&self, line: &[u8]) {
        let mut queue = self.lock();
        if queue.waiting.len() < MOST {
            queue.waiting.push_back(line.to_vec());
            self.changed.notify_all();
        } else {
            self.lost.inc();
        }
    }

    fn lock(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A write is a whole line.
impl Write for &Lines {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        self.push(line);
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::mpsc::{Receiver, Sender, channel};

    use super::*;

    const LONG: Duration = Duration::from_secs(30);

    /// A reader that takes a line when told to, and fails when told to.
    struct Reader {
        told: Receiver<io::Result<()>>,
        read: Sender<Vec<u8>>,
    }

    impl Write for Reader {
        fn write(&mut self, line: &[u8]) -> io::Result<usize> {
            self.told.recv().map_err(io::Error::other)??;
            let _ = self.read.send(line.to_vec());
            Ok(line.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn started() -> (Arc<Lines>, Sender<io::Result<()>>, Receiver<Vec<u8>>) {
        let lines = Arc::new(Lines::default());
        let (tell, told) = channel();
        let (read, lines_read) = channel();
        let writer = Arc::clone(&lines);
        // It ends with the tests.
        std::thread::spawn(move || writer.write_to(Reader { told, read }));
        (lines, tell, lines_read)
    }

    #[test]
    fn all_lines_come_out_in_their_order_and_are_waited_for() {
        let (lines, tell, read) = started();
        for line in ["a\n", "b\n", "c\n"] {
            (&*lines).write_all(line.as_bytes()).unwrap();
            tell.send(Ok(())).unwrap();
        }
        lines.written(LONG);
        let read: Vec<_> = read.try_iter().collect();
        assert_eq!(read, [b"a\n", b"b\n", b"c\n"]);
        assert_eq!(lines.lost.get(), 0);
    }

    #[test]
    fn a_reader_that_reads_nothing_holds_nobody_up_and_costs_the_lines_beyond_the_queue() {
        let (lines, _tell, read) = started();
        // One more may be with the reader.
        for _ in 0..MOST + 3 {
            (&*lines).write_all(b"a\n").unwrap();
        }
        lines.written(Duration::from_millis(1));
        assert!((2..=3).contains(&lines.lost.get()), "{}", lines.lost.get());
        assert!(read.try_recv().is_err());
    }

    #[test]
    fn a_line_that_cannot_be_written_is_counted_and_the_next_one_is_tried() {
        let (lines, tell, read) = started();
        for told in [Err(io::ErrorKind::BrokenPipe.into()), Ok(())] {
            (&*lines).write_all(b"a\n").unwrap();
            tell.send(told).unwrap();
        }
        lines.written(LONG);
        assert_eq!(read.try_iter().count(), 1);
        assert_eq!(lines.lost.get(), 1);
    }
}
