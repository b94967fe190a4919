//! The apps that are registered with the manufacturer.

use crate::chance::Chance;

/// One registered app.
#[derive(Clone, Debug)]
pub(crate) struct App {
    /// The client identifier.
    pub(crate) id: String,
    /// The client secret.
    pub(crate) secret: String,
    /// The login the manufacturer gave with the registration: the common name of its certificate.
    pub(crate) login: String,
}

/// Every registered app. They share their redirect URIs.
#[derive(Clone, Debug)]
pub(crate) struct Registrations {
    /// The one under test.
    pub(crate) own: App,
    /// Somebody else's.
    pub(crate) other: App,
    /// Where an authorization code may be sent, compared byte for byte.
    pub(crate) redirect_uris: Vec<String>,
}

impl App {
    fn new(seed: u64, label: &str) -> Self {
        let chance = Chance::seeded(seed, label);
        Self {
            id: chance.uuid(),
            secret: chance.hex(50),
            login: format!("MZP{:07}", chance.below(10_000_000)),
        }
    }
}

impl Registrations {
    /// The apps that `seed` always gives.
    pub(crate) fn new(seed: u64, redirect_uris: Vec<String>) -> Self {
        Self {
            own: App::new(seed, "own app"),
            other: App::new(seed, "other app"),
            redirect_uris,
        }
    }

    /// The app of that client identifier.
    pub(crate) fn find(&self, id: &str) -> Option<&App> {
        [&self.own, &self.other]
            .into_iter()
            .find(|app| app.id == id)
    }
}
