//! Variables of the environment that look like those of settings and are of none: the setting that
//! was meant stays as it is.
//!
//! They are no error, because others set variables that begin with `RELAY_` as well: Docker and
//! Kubernetes make `RELAY_PORT` and `RELAY_SERVICE_HOST` for a service that is called relay.

use strsim::osa_distance;

use super::environment::variables;

/// The variable with the name of the settings' file.
const FILE: &str = "RELAY_CONFIG";
/// What the variables of a service have in them, and those of no setting.
const OF_SERVICES: [&str; 2] = ["_SERVICE_", "_PORT"];

/// The names that look like a setting's and are none: they begin with a section's prefix, or are one
/// letter off. `passphrases` are names that the owner gave to variables.
pub(crate) fn unknown_variables(
    names: impl Iterator<Item = String>,
    passphrases: &[String],
) -> Vec<String> {
    let mut unknown: Vec<_> = names
        .filter(|name| !passphrases.contains(name) && looks_like_a_setting(name))
        .collect();
    unknown.sort();
    unknown
}

fn looks_like_a_setting(name: &str) -> bool {
    let known = || variables().map(|(_, known)| known).chain([FILE]);
    if !name.starts_with("RELAY_") || known().any(|known| known == name) {
        return false;
    }
    // An identity's settings have no variables.
    let mut sections = variables()
        .filter_map(|(section, _)| section)
        .chain(["identity"]);
    let begins_as_one = sections.any(|section| {
        let section = format!("RELAY_{}_", section.to_ascii_uppercase());
        name.starts_with(&section)
    });
    begins_as_one && !OF_SERVICES.iter().any(|part| name.contains(part))
        || known().any(|known| osa_distance(name, known) == 1)
}
