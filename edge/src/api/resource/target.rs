//! Finds the resource of a path.

use shared::operation::{Call, ids_in};

use super::definition::Resource;
use super::table::RESOURCES;

/// What every path of the API begins with.
pub const BASE_PATH: &str = "/api/v1";

/// What a path asks for, and of which car, trip, and so on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The resource.
    pub resource: AnyResource,
    /// The identifiers of its path, in order, each of the form that the upstream's have. The call of
    /// a raw document has its own.
    pub ids: Vec<String>,
}

/// A resource of the table, or a document of the upstream's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AnyResource {
    /// A row of the table.
    Modelled(&'static Resource),
    /// `/raw` and the path of one of the upstream's reading operations: the call of that, without a
    /// query, for its own document.
    Raw(Call),
    /// The commands of a car.
    Commands,
    /// One of them.
    Command,
    /// What can be done with a car.
    Actions,
    /// What the driver of a car is told of.
    Rules,
    /// One of these rules.
    Rule,
    /// Whether that is watched for.
    RuleStatus,
    /// What happens.
    Events,
    /// What a live connection to that is opened by.
    Tickets,
    /// Whether the owner's server has it, too.
    Forwarding,
}

/// The resources without a row. The driver's object answers them, but for `Actions`, which is read of
/// the upstream.
const WITHOUT_ROW: [AnyResource; 9] = [
    AnyResource::Commands,
    AnyResource::Command,
    AnyResource::Actions,
    AnyResource::Rules,
    AnyResource::Rule,
    AnyResource::RuleStatus,
    AnyResource::Events,
    AnyResource::Tickets,
    AnyResource::Forwarding,
];

impl AnyResource {
    /// The path's template, for logs: no identifier of anything is in it.
    pub const fn template(&self) -> &'static str {
        match self {
            Self::Modelled(resource) => resource.path,
            Self::Raw(_) => "/api/v1/raw/{path}",
            Self::Commands => "/api/v1/vehicles/{id}/commands",
            Self::Command => "/api/v1/vehicles/{id}/commands/{cmid}",
            Self::Actions => "/api/v1/vehicles/{id}/actions",
            Self::Rules => "/api/v1/vehicles/{id}/rules",
            Self::Rule => "/api/v1/vehicles/{id}/rules/{ruid}",
            Self::RuleStatus => "/api/v1/vehicles/{id}/rules/{ruid}/status",
            Self::Events => "/api/v1/events",
            Self::Tickets => "/api/v1/events/tickets",
            Self::Forwarding => "/api/v1/events/forwarding",
        }
    }
}

impl Target {
    /// What a raw path below `/api/v1` asks for, if anything is there.
    pub fn find(path: &str) -> Option<Self> {
        if let Some(path) = path.strip_prefix("/raw") {
            let call = Call::parse("GET", path, None).ok()?;
            return Some(Self {
                resource: AnyResource::Raw(call),
                ids: Vec::new(),
            });
        }
        let modelled = RESOURCES.iter().map(AnyResource::Modelled);
        modelled.chain(WITHOUT_ROW).find_map(|resource| {
            let template = resource.template().strip_prefix(BASE_PATH)?;
            let ids = ids_in(template, path)?;
            let ids = ids.into_iter().map(str::to_owned).collect();
            Some(Self { resource, ids })
        })
    }
}
