//! The identity provider: one realm a brand, behaving like ForgeRock Access Management.

pub(crate) mod authorize;
pub(crate) mod client_auth;
pub(crate) mod error;
pub(crate) mod id_token;
pub(crate) mod issuer_endpoint;
pub(crate) mod metadata;
pub(crate) mod page;
pub(crate) mod provider;
pub(crate) mod remembered;
pub(crate) mod revoke;
pub(crate) mod scope;
pub(crate) mod service;
pub(crate) mod token;
