//! The connected-car API, version 4, for end users. A resource more is a
//! file in `resources`, and a row in the table there. Of version 3 there is what
//! is asked before a car is enrolled.

pub(crate) mod common_headers;
pub(crate) mod document;
pub(crate) mod eligibility;
pub(crate) mod filter;
pub(crate) mod grant;
pub(crate) mod guard;
pub(crate) mod hal;
pub(crate) mod interval;
pub(crate) mod operation;
pub(crate) mod overlay;
pub(crate) mod paging;
pub(crate) mod parts;
pub(crate) mod refusal;
pub(crate) mod resource;
pub(crate) mod resources;
pub(crate) mod service;
pub(crate) mod vehicle;
pub(crate) mod write;
