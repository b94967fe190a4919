//! Identities in use that the upstream has not accepted so far, because it could not be reached at
//! their trial.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustls::crypto::CryptoProvider;
use tracing::{info, warn};

use super::trial::{self, Verdict};
use crate::identity_set::{Identity, IdentitySet};

/// The reason for each, by the name of the identity.
#[derive(Debug, Default)]
pub(super) struct Untried(BTreeMap<String, String>);

impl Untried {
    /// Notes the identities in use from now on, some of them with a verdict. One that was untried
    /// and has not changed still is.
    pub(super) fn renewed<'t>(
        &mut self,
        identities: &IdentitySet,
        verdicts: impl IntoIterator<Item = (&'t Identity, Verdict)>,
    ) {
        self.0
            .retain(|name, _| identities.iter().any(|identity| identity.name() == name));
        for (identity, verdict) in verdicts {
            self.note(identity.name(), verdict);
        }
    }

    /// Whether there is any.
    pub(super) fn is_any(&self) -> bool {
        !self.0.is_empty()
    }

    /// Repeats the trial of those in use.
    pub(super) async fn ask_again(
        &mut self,
        identities: &IdentitySet,
        provider: &Arc<CryptoProvider>,
    ) {
        for identity in identities.iter() {
            if self.0.contains_key(identity.name()) {
                let verdict = trial::shake_hands(identity, provider).await;
                self.note(identity.name(), verdict);
            }
        }
    }

    /// A line for each.
    pub(super) fn lines(&self) -> impl Iterator<Item = String> {
        self.0
            .iter()
            .map(|(name, doubt)| format!("identity {name:?} {doubt}"))
    }

    fn note(&mut self, name: &str, verdict: Verdict) {
        let doubt = match verdict {
            Verdict::Taken => {
                if self.0.remove(name).is_some() {
                    info!(name, "the upstream takes a renewed identity");
                }
                return;
            }
            Verdict::Unknown(detail) | Verdict::Denied(detail) => format!("is untried: {detail}"),
            Verdict::Refused(detail) => format!("is refused: {detail}"),
        };
        if self.0.get(name) != Some(&doubt) {
            warn!(name, doubt, "a renewed identity is in doubt");
            self.0.insert(name.to_owned(), doubt);
        }
    }
}
