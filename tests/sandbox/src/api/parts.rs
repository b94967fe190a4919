//! What documents of several resources are made of.

pub(crate) mod aging;
pub(crate) mod alarm;
pub(crate) mod alert;
pub(crate) mod body;
pub(crate) mod capabilities;
pub(crate) mod collision;
pub(crate) mod comfort;
pub(crate) mod energies;
pub(crate) mod maintenance;
pub(crate) mod motion;
pub(crate) mod oddities;
pub(crate) mod ordered;
pub(crate) mod position;
pub(crate) mod telemetry;
pub(crate) mod trip;
