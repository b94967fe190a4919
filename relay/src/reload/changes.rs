//! What a reload changes, by the names of the settings. A secret is named by the id of its key.

use crate::config::{Config, IdentitySettings, KeySettings};
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
    if before.writes != after.writes {
        changes.push("writes".to_owned());
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
    if before.eligibility != after.eligibility {
        changes.push("eligibility".to_owned());
    }
    for KeySettings { key, writes } in &after.keys {
        let id = key.id();
        let Some(old) = before.keys.iter().find(|old| old.key.id() == id) else {
            changes.push(format!("key {id} is new"));
            continue;
        };
        if old.key != *key {
            changes.push(format!("key {id} has another secret"));
        }
        if old.writes != *writes {
            let kind = if *writes { "writes" } else { "reads" };
            changes.push(format!("key {id} is for {kind}"));
        }
    }
    for KeySettings { key, .. } in &before.keys {
        if !after.has_key(key.id()) {
            changes.push(format!("key {} is gone", key.id()));
        }
    }
    changes
}
