//! Which notifications were taken: a store in memory, as the platform's would do it.

use super::counts::add;
use super::world::View;
use crate::driver::store::SeenStore;
use crate::objects::StoreFailure;

impl SeenStore for View {
    fn seen(&self, hashes: &[String]) -> Result<Vec<String>, StoreFailure> {
        self.0.calls.set(self.0.calls.get() + 1);
        let seen = self.0.seen.borrow();
        add(&self.0.counts.read, hashes.len());
        let is_seen = |hash: &&String| seen.iter().any(|(other, _)| other == *hash);
        Ok(hashes.iter().filter(is_seen).cloned().collect())
    }

    fn note_seen(
        &self,
        hashes: &[String],
        at: u64,
        since: u64,
        most: u64,
    ) -> Result<(), StoreFailure> {
        self.write()?;
        let counts = &self.0.counts;
        let mut seen = self.0.seen.borrow_mut();
        add(&counts.new, hashes.len());
        seen.extend(hashes.iter().map(|hash| (hash.clone(), at)));
        // Of the oldest, twice as many as came.
        let beyond = seen.len().saturating_sub(usize::try_from(most).unwrap());
        let before = seen.len();
        let mut place = 0;
        seen.retain(|(_, at)| {
            place += 1;
            place > hashes.len() * 2 || (*at >= since && place > beyond)
        });
        // The oldest are looked at.
        add(&counts.read, before.min(hashes.len() * 2));
        add(&counts.removed, before - seen.len());
        Ok(())
    }
}
