//! What a renewal changes, in the names of the settings. Secrets are told by the id of their key.

use crate::config::{Config, Identity};
use crate::tenants::{Tenant, Tenants};

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
    for Identity { name, .. } in &before.identities {
        if after.identities.iter().all(|new| new.name != *name) {
            changes.push(format!("identity {name:?} is gone"));
        }
    }
    changes
}

/// The certificates in which two sets differ.
pub(super) fn of_certificates(before: &Tenants, after: &Tenants) -> Vec<String> {
    let mut changes = Vec::new();
    // All identities have the same upstream.
    let [old, new] = [before, after].map(|tenants| tenants.iter().next().map(Tenant::authorities));
    if old != new {
        changes.push("upstream.ca".to_owned());
    }
    for tenant in after.iter() {
        let old = before.iter().find(|old| old.name() == tenant.name());
        if old.is_some_and(|old| old.credential() != tenant.credential()) {
            changes.push(format!("identity {:?}: certificate", tenant.name()));
        }
    }
    changes
}

fn of_identity(before: &Identity, after: &Identity) -> Vec<String> {
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
