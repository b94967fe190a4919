//! Listeners, connections and messages: what the identity provider, the API and the control port
//! have in common.

pub(crate) mod answer;
pub(crate) mod connection;
pub(crate) mod fields;
pub(crate) mod listener;
pub(crate) mod listener_tls;
pub(crate) mod log;
pub(crate) mod socket;
