//! What fields the documents have, for tests that go over all of them.

use std::any::type_name;

use super::FromJson;

/// The times of a group.
const TIMES: [&str; 2] = ["createdAt", "updatedAt"];

/// Names of fields from a document down, and `*` for any.
pub type Path = Vec<&'static str>;

/// A walk over a document's type.
#[derive(Debug, Default)]
pub struct Shape {
    path: Path,
    kinds: Vec<&'static str>,
    /// The places of the groups that have times, and their types.
    pub timed: Vec<(Path, &'static str)>,
    /// The places of all fields.
    pub fields: Vec<Path>,
}

impl Shape {
    /// That of a document of this type.
    pub fn of<T: FromJson>() -> Self {
        let mut shape = Self::default();
        shape.inside::<T>();
        shape
    }

    /// The group that the walk is in has times.
    pub fn observed(&mut self) {
        let kind = self.kinds.last().copied().unwrap_or_default();
        self.timed.push((self.path.clone(), kind));
    }

    /// A field, under each of its names.
    pub fn field<T: FromJson>(&mut self, names: &[&'static str]) {
        let is_known = self
            .timed
            .last()
            .is_some_and(|(path, _)| *path == self.path);
        if names.iter().any(|name| TIMES.contains(name)) && !is_known {
            self.observed();
        }
        for name in names {
            self.path.push(name);
            self.fields.push(self.path.clone());
            self.inside::<T>();
            self.path.pop();
        }
    }

    fn inside<T: FromJson>(&mut self) {
        let name = type_name::<T>();
        let element = name.strip_prefix("alloc::vec::Vec<");
        self.kinds
            .push(element.map_or(name, |it| it.trim_end_matches('>')));
        T::shape(self);
        self.kinds.pop();
    }
}
