//! What is counted as one run.

/// Something that is run, for the bytes that come of it; none where it fails.
pub(super) struct Exercise {
    /// What it is called.
    pub(super) name: &'static str,
    /// Runs it.
    pub(super) run: Box<dyn Fn() -> Option<usize>>,
}

impl Exercise {
    /// One of this name.
    pub(super) fn new(name: &'static str, run: impl Fn() -> Option<usize> + 'static) -> Self {
        Self {
            name,
            run: Box::new(run),
        }
    }
}
