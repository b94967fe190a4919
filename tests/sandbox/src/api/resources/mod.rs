//! Every resource that is served. The others of the specification answer that there is no data.

mod user;
mod vehicle;
mod vehicles;

use crate::api::resource::Resource;

/// The resources, one a file.
pub(crate) const ALL: &[Resource] = &[user::RESOURCE, vehicles::RESOURCE, vehicle::RESOURCE];
