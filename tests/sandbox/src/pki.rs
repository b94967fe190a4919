//! The sandbox's public key infrastructure, kept in a folder across restarts.

pub(crate) mod authority;
pub(crate) mod folder;
pub(crate) mod material;
pub(crate) mod pair;
pub(crate) mod tls;
