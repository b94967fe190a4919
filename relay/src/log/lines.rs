//! The queue of log lines, and the thread that writes them.
//!
//! A reader of standard error that stops would block the one thread that serves all calls, and one
//! that is gone would end it. So lines go through a bounded queue to a thread of their own. A line
//! that finds the queue full, or that cannot be written, is lost and counted.
//!
//! The first line wakes that thread, which then collects what comes within 50 ms, or half of what
//! there is room for: waking it for each line costs a call 15 % more processor time. Each
//! notification is a system call even where nobody waits, so only the first line of a batch makes
//! one, the line that makes it half full, and the last one that a caller waits for.
//!
//! The thread starts once the process is confined, because Landlock only applies to threads that
//! start later. The writer of tracing-appender starts at once, and reports on standard output
//! that nobody reads.

use std::io::{self, Write};
use std::mem;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use prometheus_client::metrics::counter::Counter;

/// Bytes that wait: some thousands of lines.
const MOST: usize = 512 << 10;
/// So many are written without waiting for more.
const MANY: usize = MOST / 2;
/// How long the first line waits for others.
const GATHERING: Duration = Duration::from_millis(50);

/// The lines on their way.
#[derive(Debug, Default)]
pub(super) struct LineWriter {
    queue: Mutex<Queue>,
    changed: Condvar,
    lost: Counter,
}

#[derive(Debug, Default)]
struct Queue {
    waiting: Batch,
    /// More are being written.
    writing: bool,
    /// The writer waits for a first line.
    idle: bool,
    /// A caller waits for all lines, so the writer does not wait for more.
    flushing: bool,
}

/// Lines, one behind the other.
#[derive(Debug, Default)]
struct Batch {
    text: Vec<u8>,
    lines: u64,
}

impl LineWriter {
    /// How many were lost.
    pub(super) fn lost(&self) -> Counter {
        self.lost.clone()
    }

    /// Writes lines as they come, for good.
    pub(super) fn write_to(&self, mut out: impl Write) {
        let mut batch = Batch::default();
        let mut is_cut = false;
        loop {
            self.gather(&mut batch);
            // What follows on half a line would be one line with it.
            let is_parted = !is_cut || out.write_all(b"\n").is_ok();
            let written = match is_parted {
                true => write_as_far_as_it_goes(&mut out, &batch.text),
                false => 0,
            };
            let (written, left) = batch.text.split_at(written);
            self.lost.inc_by(lines_in(left));
            is_cut =
                !is_parted || !left.is_empty() && written.last().is_some_and(|end| *end != b'\n');
            batch.text.clear();
            batch.lines = 0;
        }
    }

    /// Comes once all lines are written, or `within` is over.
    pub(super) fn written(&self, within: Duration) {
        let mut queue = self.lock();
        queue.flushing = true;
        self.changed.notify_all();
        let under_way = |queue: &mut Queue| queue.writing || queue.waiting.lines > 0;
        let waited = self.changed.wait_timeout_while(queue, within, under_way);
        let (mut queue, _) = waited.unwrap_or_else(PoisonError::into_inner);
        queue.flushing = false;
    }

    /// Takes what waits, at least a line, in exchange for an empty batch. Those before are written.
    fn gather(&self, batch: &mut Batch) {
        let mut queue = self.lock();
        queue.writing = false;
        queue.idle = true;
        if queue.flushing {
            self.changed.notify_all();
        }
        let none = |queue: &mut Queue| queue.waiting.lines == 0;
        let woken = self.changed.wait_while(queue, none);
        queue = woken.unwrap_or_else(PoisonError::into_inner);
        queue.idle = false;
        let at_leisure = |queue: &mut Queue| !queue.flushing && queue.waiting.text.len() < MANY;
        let gathered = self
            .changed
            .wait_timeout_while(queue, GATHERING, at_leisure);
        (queue, _) = gathered.unwrap_or_else(PoisonError::into_inner);
        queue.writing = true;
        mem::swap(&mut queue.waiting, batch);
    }

    /// Adds the line that `write` puts behind the others. One that it fails to write is lost.
    pub(super) fn push_by(&self, write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) {
        let mut queue = self.lock();
        let text = &mut queue.waiting.text;
        let before = text.len();
        if write(text).is_err() || text.len() > MOST {
            text.truncate(before);
            self.lost.inc();
            return;
        }
        let are_many = (before..text.len()).contains(&MANY);
        queue.waiting.lines = queue.waiting.lines.saturating_add(1);
        // It may take a while until the writer runs, and the next lines need not wake it again.
        if mem::take(&mut queue.idle) || are_many {
            self.changed.notify_all();
        }
    }

    fn lock(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How many bytes were written, until one could not be.
fn write_as_far_as_it_goes(out: &mut impl Write, text: &[u8]) -> usize {
    let mut written = 0;
    while let Some(left) = text.get(written..).filter(|left| !left.is_empty()) {
        match out.write(left) {
            Ok(0) => break,
            Ok(more) => written = written.saturating_add(more),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => break,
        }
    }
    written.min(text.len())
}

/// How many lines end in a text.
fn lines_in(text: &[u8]) -> u64 {
    let ends = memchr::memchr_iter(b'\n', text).count();
    u64::try_from(ends).unwrap_or(u64::MAX)
}

/// A write is a whole line.
impl Write for &LineWriter {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        self.push_by(|text| {
            text.extend_from_slice(line);
            Ok(())
        });
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};

    use super::*;

    const LONG: Duration = Duration::from_secs(30);

    impl LineWriter {
        /// What waits to be written.
        pub(in crate::log) fn waiting(&self) -> Vec<u8> {
            self.lock().waiting.text.clone()
        }
    }

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

    fn started() -> (Arc<LineWriter>, Sender<io::Result<()>>, Receiver<Vec<u8>>) {
        let lines = Arc::new(LineWriter::default());
        let (tell, told) = channel();
        let (read, lines_read) = channel();
        let writer = Arc::clone(&lines);
        // It ends with the tests.
        std::thread::spawn(move || writer.write_to(Reader { told, read }));
        (lines, tell, lines_read)
    }

    fn push(lines: &LineWriter, text: &str) {
        (&*lines).write_all(text.as_bytes()).unwrap();
    }

    #[test]
    fn all_lines_come_out_in_their_order_and_are_waited_for() {
        let (lines, tell, read) = started();
        for line in ["a\n", "b\n", "c\n"] {
            push(&lines, line);
            tell.send(Ok(())).unwrap();
        }
        lines.written(LONG);
        let read: Vec<_> = read.try_iter().flatten().collect();
        assert_eq!(read, b"a\nb\nc\n");
        assert_eq!(lines.lost.get(), 0);
    }

    #[test]
    fn lines_that_come_together_are_written_together() {
        let (lines, tell, read) = started();
        // Before it is at leisure again there are more.
        push(&lines, "a\n");
        lines.written(Duration::ZERO);
        push(&lines, "b\n");
        push(&lines, "c\n");
        for _ in 0..2 {
            tell.send(Ok(())).unwrap();
        }
        lines.written(LONG);
        let read: Vec<_> = read.try_iter().collect();
        assert!(read.len() <= 2, "{read:?}");
        assert_eq!(read.concat(), b"a\nb\nc\n");
    }

    #[test]
    fn a_reader_that_reads_nothing_holds_nobody_up_and_costs_the_lines_beyond_the_queue() {
        let (lines, _tell, read) = started();
        let line = "a".repeat(1023) + "\n";
        let most = MOST / line.len();
        // As many more may be with the reader.
        for _ in 0..2 * most + 3 {
            push(&lines, &line);
        }
        lines.written(Duration::from_millis(1));
        let lost = usize::try_from(lines.lost.get()).unwrap();
        assert!((3..=most + 3).contains(&lost), "{lost}");
        assert_eq!(read.try_recv(), Err(TryRecvError::Empty));
    }

    #[test]
    fn a_line_that_cannot_be_written_is_counted_and_the_next_one_is_tried() {
        let (lines, tell, read) = started();
        for told in [Err(io::ErrorKind::BrokenPipe.into()), Ok(())] {
            push(&lines, "a\n");
            tell.send(told).unwrap();
            lines.written(LONG);
        }
        assert_eq!(read.try_iter().count(), 1);
        assert_eq!(lines.lost.get(), 1);
    }

    /// What takes so many bytes in all, and then none until it is emptied.
    #[derive(Clone, Default)]
    struct Disk(Arc<Mutex<(Vec<u8>, usize)>>);

    impl Disk {
        /// What was written, which makes room for so many bytes.
        fn empty(&self, room: usize) -> String {
            let (text, left) = &mut *self.0.lock().unwrap();
            *left = room;
            String::from_utf8(mem::take(text)).unwrap()
        }
    }

    impl Write for Disk {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let (text, left) = &mut *self.0.lock().unwrap();
            // A few at a time, as a file that is nearly full takes them.
            let taken = bytes.len().min(*left).min(3);
            if taken == 0 {
                return Err(io::ErrorKind::StorageFull.into());
            }
            *left -= taken;
            text.extend_from_slice(&bytes[..taken]);
            Ok(taken)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn what_was_written_of_a_batch_is_not_lost_and_no_line_follows_on_half_of_another() {
        let lines = Arc::new(LineWriter::default());
        let disk = Disk::default();
        disk.empty(6);
        push(&lines, "one\n");
        push(&lines, "two\n");
        push(&lines, "three\n");
        let (writer, out) = (Arc::clone(&lines), disk.clone());
        // It ends with the tests.
        std::thread::spawn(move || writer.write_to(out));
        lines.written(LONG);
        assert_eq!(disk.empty(0), "one\ntw");
        assert_eq!(lines.lost.get(), 2);
        // Still full.
        push(&lines, "four\n");
        lines.written(LONG);
        assert_eq!(disk.empty(100), "");
        assert_eq!(lines.lost.get(), 3);
        push(&lines, "five\n");
        lines.written(LONG);
        push(&lines, "six\n");
        lines.written(LONG);
        assert_eq!(disk.empty(4), "\nfive\nsix\n");
        assert_eq!(lines.lost.get(), 3);
        // Full at the end of a line: what follows needs no end of a line before it.
        push(&lines, "ten\n");
        lines.written(LONG);
        push(&lines, "eleven\n");
        lines.written(LONG);
        assert_eq!(disk.empty(100), "ten\n");
        assert_eq!(lines.lost.get(), 4);
        push(&lines, "twelve\n");
        lines.written(LONG);
        assert_eq!(disk.empty(0), "twelve\n");
    }
}
