//! What a driver has to grant before an operation can be read.

use crate::api::operation::Operation;
use crate::api::resources::OPERATIONS;

/// Whether the operation at a path can be read although some scopes are withheld: it needs each
/// that it demands, and one at least of those it works with. What another would have told is left
/// out of its answer.
pub(crate) fn grants_enough(withheld: &[&str], template: &str) -> bool {
    let reads = |each: &&Operation| each.method == "GET" && each.path == template;
    let scopes = OPERATIONS
        .iter()
        .find(reads)
        .map_or(&[][..], |each| each.scopes);
    let granted = |scope: &&str| !withheld.contains(&scope.trim_end_matches('*'));
    let mut demanded = scopes.iter().filter(|scope| scope.ends_with('*'));
    let any = scopes.is_empty() || scopes.iter().any(granted);
    any && demanded.all(granted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_demanded_scope_is_needed_and_one_of_the_others() {
        let status = "/user/vehicles/{id}/status";
        let trips = "/user/vehicles/{id}/trips";
        let way = "/user/vehicles/{id}/trips/{tid}/wayPoints";
        for (withheld, template, enough) in [
            (&["data:position"][..], status, true),
            (&["data:position", "data:telemetry"], status, false),
            (&["data:position"], trips, true),
            (&["data:trip"], trips, false),
            (&["data:position"], way, false),
            (&["data:position", "data:telemetry"], "/user", true),
            (&[], way, true),
        ] {
            assert_eq!(
                grants_enough(withheld, template),
                enough,
                "{template} {withheld:?}"
            );
        }
    }
}
