//! What apps send to operations that change something: its form, to the letter of the reference.

mod attribute;
pub(crate) mod callback;
mod form;
pub(crate) mod monitor;
pub(crate) mod order;
pub(crate) mod request_body;
mod schedule;
pub(crate) mod subscription_status;
