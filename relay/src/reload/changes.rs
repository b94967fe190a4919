//! What a reload changes, by the names of the settings. A secret is named by the id of its key.

use crate::config::{Config, IdentitySettings};
use crate::identity_set::{Identity, IdentitySet};

/// The settings in which two differ, but for those that only a restart changes.
pub(super) fn of_settings(before: &Config, after: &Config) -> Vec<String> {
    let mut changes = Vec::new();
    if before.public_names != after.public_names {
        changes.push("public_names".to_owned());
    }
    if before.upstream != after.upstream {
        changes.push("upstream".to_owned());
    }
    for identity in &after.identities {
        let name = &identity.name;
        match before.identities.iter().find(|old| old.name == *name) {
            Some(old) => changes.extend(
                of_identity(old, identity)
                    .into_iter()
                    .map(|change| format!("identity {name:?}: {change}")),
            ),
            None => changes.push(format!("identity {name:?} is new")),
        }
    }
    for IdentitySettings { name, .. } in &before.identities {
        if after.identities.iter().all(|new| new.name != *name) {
            changes.push(format!("identity {name:?} is gone"));
        }
    }
    changes
}

/// The certificates in which two sets differ.
pub(super) fn of_certificates(before: &IdentitySet, after: &IdentitySet) -> Vec<String> {
    let mut changes = Vec::new();
    // All identities have the same upstream.
    let [old, new] =
        [before, after].map(|identities| identities.iter().next().map(Identity::authorities));
    if old != new {
        changes.push("upstream.ca".to_owned());
    }
    for identity in after.iter() {
        let old = before.iter().find(|old| old.name() == identity.name());
        if old.is_some_and(|old| old.credential() != identity.credential()) {
            changes.push(format!("identity {:?}: certificate", identity.name()));
        }
    }
    changes
}

fn of_identity(before: &IdentitySettings, after: &IdentitySettings) -> Vec<String> {
    let mut changes = Vec::new();
    if before.client_id != after.client_id {
        changes.push("client_id".to_owned());
    }
    if before.realms != after.realms {
        changes.push("realms".to_owned());
    }
    for key in &after.keys {
        match before.keys.iter().find(|old| old.id() == key.id()) {
            Some(old) if old == key => {}
            Some(_) => changes.push(format!("key {} has another secret", key.id())),
            None => changes.push(format!("key {} is new", key.id())),
        }
    }
    for key in &before.keys {
        if after.keys.iter().all(|new| new.id() != key.id()) {
            changes.push(format!("key {} is gone", key.id()));
        }
    }
    changes
}
