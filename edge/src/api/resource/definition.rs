//! What a row of the table of resources says.

#[cfg(all(test, not(target_arch = "wasm32")))]
use shared::model::List;
#[cfg(all(test, not(target_arch = "wasm32")))]
use shared::model::schema::{SchemaOf, schema_of};
use shared::model::{FromWire, Translate, translate};
use shared::operation::Operation;
use shared::problem::{Code, Problem};
use shared::wire::Embed;

use crate::api::parameter::Parameter;

/// Most items that the upstream puts on a page of nearly every list.
pub const PAGE_SIZE: u16 = 60;

/// The parameter for the most items that are wanted at once: 1 to [`Resource::page_size`].
pub const LIMIT: &str = "limit";
/// The parameter for the number of the first item that is wanted: 0 to
/// [`MAX_ITEM`](crate::api::list::cursor::MAX_ITEM).
pub const OFFSET: &str = "offset";
/// The upstream's parameter for the items that are wanted at once.
pub const UPSTREAM_PAGE_SIZE: &str = "pageSize";

/// A resource.
#[derive(Debug)]
pub struct Resource {
    /// The template of its path, identifiers in braces. The same resource of a named account is at
    /// `/api/v1/accounts/{slot}/…`.
    pub path: &'static str,
    /// The upstream's operation that it is made of. It has the same identifiers.
    pub operation: &'static Operation,
    /// How it is answered.
    pub kind: ResourceKind,
    /// The query parameters that narrow it. A list also takes `limit`, `offset` and `cursor`, as
    /// far as [`Resource::takes_limit`] and [`Resource::takes_offset`] say.
    pub parameters: &'static [Parameter],
    /// Most items on a page; 0 where it is no list. Without a `limit` the upstream decides.
    pub page_size: u16,
    /// What its last known state is kept under, if it is kept.
    pub last_known: Option<&'static str>,
    /// The problem where the upstream finds nothing. None for a list, which is empty then.
    pub not_found: Option<Code>,
}

/// How a resource is answered.
#[derive(Debug)]
pub enum ResourceKind {
    /// One document of the upstream's, translated.
    Document(Document),
    /// A list in the upstream's order.
    List(Items),
    /// A list whose newest items come first, though the upstream has the oldest first.
    NewestFirst(Items),
    /// By a handler of its own: [`user`](crate::api::user).
    User,
    /// By a handler of its own: [`vehicles`](crate::api::vehicles). It is a list.
    Vehicles,
    /// By a handler of its own: [`vehicle`](crate::api::vehicle).
    Vehicle,
    /// By a handler of its own: [`position`](crate::api::position).
    Position,
}

/// A document of the upstream's, and what becomes of it.
#[derive(Debug)]
pub struct Document {
    /// From the upstream's document to ours.
    pub translate: Translate,
    /// The upstream's member with its identifier, if it is one of several. It is set to the
    /// identifier of the path.
    pub id: Option<&'static str>,
    /// The schema of ours.
    #[cfg(all(test, not(target_arch = "wasm32")))]
    pub schema: SchemaOf,
}

/// The items of a list, and what becomes of them.
#[derive(Debug)]
pub struct Items {
    /// From one of the upstream's items to one of ours.
    pub translate: Translate,
    /// The names that the list may have upstream, the usual one first.
    pub names: &'static [&'static str],
    /// The schema of a page of ours.
    #[cfg(all(test, not(target_arch = "wasm32")))]
    pub schema: SchemaOf,
}

impl Document {
    /// A document about a whole car.
    pub const fn of_car<M: FromWire>() -> Self {
        Self {
            translate: translate::<M>,
            id: None,
            #[cfg(all(test, not(target_arch = "wasm32")))]
            schema: schema_of::<M>,
        }
    }

    /// One of several, with its identifier in that member.
    pub const fn one_of<M: FromWire>(id: &'static str) -> Self {
        Self {
            translate: translate::<M>,
            id: Some(id),
            #[cfg(all(test, not(target_arch = "wasm32")))]
            schema: schema_of::<M>,
        }
    }
}

impl Items {
    const fn of<M: FromWire<Wire: Embed>>() -> Self {
        Self {
            translate: translate::<M>,
            names: M::Wire::NAMES,
            #[cfg(all(test, not(target_arch = "wasm32")))]
            schema: schema_of::<List<M>>,
        }
    }
}

impl Resource {
    /// A resource with a handler of its own. Nothing found means that nothing was reported yet.
    pub const fn special(
        path: &'static str,
        operation: &'static Operation,
        kind: ResourceKind,
        parameters: &'static [Parameter],
    ) -> Self {
        Self {
            path,
            operation,
            kind,
            parameters,
            page_size: 0,
            last_known: None,
            not_found: Some(Code::NoDataYet),
        }
    }

    /// A document. It takes no parameters. Nothing found means that nothing was reported yet.
    pub const fn document(
        path: &'static str,
        operation: &'static Operation,
        document: Document,
    ) -> Self {
        Self::special(path, operation, ResourceKind::Document(document), &[])
    }

    /// A document `M` of several, with its identifier in that member of the upstream's. Nothing
    /// found means that there is no such one.
    pub const fn one_of<M: FromWire>(
        path: &'static str,
        operation: &'static Operation,
        id: &'static str,
    ) -> Self {
        Self::document(path, operation, Document::one_of::<M>(id)).with_not_found(Code::NotFound)
    }

    /// A list of `M` in the upstream's order.
    pub const fn list<M: FromWire<Wire: Embed>>(
        path: &'static str,
        operation: &'static Operation,
        parameters: &'static [Parameter],
    ) -> Self {
        Self::special(
            path,
            operation,
            ResourceKind::List(Items::of::<M>()),
            parameters,
        )
        .with_pages(PAGE_SIZE)
    }

    /// A list of `M` whose newest items come first.
    pub const fn newest_first<M: FromWire<Wire: Embed>>(
        path: &'static str,
        operation: &'static Operation,
        parameters: &'static [Parameter],
    ) -> Self {
        let items = Items::of::<M>();
        Self::special(
            path,
            operation,
            ResourceKind::NewestFirst(items),
            parameters,
        )
        .with_pages(PAGE_SIZE)
    }

    /// The same as a list with so many items on a page at most. Nothing found means that it is
    /// empty.
    pub const fn with_pages(mut self, items: u16) -> Self {
        self.page_size = items;
        self.not_found = None;
        self
    }

    /// The same, with that problem where the upstream finds nothing.
    pub const fn with_not_found(mut self, code: Code) -> Self {
        self.not_found = Some(code);
        self
    }

    /// The same, with its last known state kept under that name.
    pub const fn with_last_known(mut self, name: &'static str) -> Self {
        self.last_known = Some(name);
        self
    }

    /// A problem of the upstream's as this resource has it: by [`Resource::not_found`] where nothing
    /// was found.
    pub fn explain(&self, problem: Problem) -> Problem {
        match (problem.code(), self.not_found) {
            (Code::NoDataYet, Some(code)) => problem.with_code(code),
            _ => problem,
        }
    }

    /// Whether `limit` may be given: the upstream must be able to be asked for so many.
    pub fn takes_limit(&self) -> bool {
        self.operation.allows_query(UPSTREAM_PAGE_SIZE)
    }

    /// Whether `offset` may be given. It counts from the first item, which is another one with each
    /// that is added where the newest come first.
    pub fn takes_offset(&self) -> bool {
        matches!(self.kind, ResourceKind::List(_) | ResourceKind::Vehicles)
    }

    /// The names of the parameters that may be given with a first page, or with what is no list.
    pub fn parameter_names(&self) -> Vec<&'static str> {
        let mut names = Vec::new();
        for parameter in self.parameters {
            names.extend_from_slice(parameter.names());
        }
        if self.takes_limit() {
            names.push(LIMIT);
        }
        if self.takes_offset() {
            names.push(OFFSET);
        }
        names
    }
}

/// Two rows are the same if their paths are: no two share one.
impl PartialEq for Resource {
    fn eq(&self, other: &Self) -> bool {
        self.path == other.path
    }
}

impl Eq for Resource {}
