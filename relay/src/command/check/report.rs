//! What a check has found, for people and for programs.

use std::fmt::Write as _;
use std::path::Path;

use serde::Serialize;
use serde_json::{Value, json};

use super::facts::Facts;
use super::probe::Seen;
use super::trouble::Trouble;
use crate::command::exit::Exit;

/// Everything that was found.
#[derive(Debug)]
pub(super) struct Report {
    file: String,
    /// The upstream, once the settings are known.
    pub(super) upstream: Option<String>,
    /// What is wrong with the relay as a whole.
    pub(super) trouble: Option<Trouble>,
    /// In the order of the settings.
    pub(super) identities: Vec<Identity>,
}

/// What was found of one identity.
#[derive(Debug)]
pub(super) struct Identity {
    name: String,
    /// What its certificate says, once it is read.
    pub(super) certificate: Option<Facts>,
    /// What came from the upstream.
    pub(super) seen: Seen,
    /// The first thing that is wrong with it.
    pub(super) trouble: Option<Trouble>,
}

impl Report {
    /// Of the settings in a file, with nothing found yet.
    pub(super) fn of(file: &Path) -> Self {
        Self {
            file: file.display().to_string(),
            upstream: None,
            trouble: None,
            identities: Vec::new(),
        }
    }

    /// The code of the first trouble, in the order in which it is told.
    pub(super) fn exit(&self) -> Exit {
        let of_identities = self
            .identities
            .iter()
            .filter_map(|identity| identity.trouble.as_ref());
        self.trouble
            .iter()
            .chain(of_identities)
            .map(Trouble::exit)
            .next()
            .unwrap_or(Exit::Well)
    }

    /// For people.
    pub(super) fn text(&self) -> String {
        let mut page = Page::default();
        page.line("configuration", &self.file);
        if let Some(upstream) = &self.upstream {
            page.line("upstream", upstream);
        }
        page.trouble(self.trouble.as_ref());
        for identity in &self.identities {
            page.identity(identity);
        }
        page.0
    }

    /// For programs: one object in one line.
    pub(super) fn json(&self, exit: Exit) -> String {
        let identities: Vec<_> = self
            .identities
            .iter()
            .map(|identity| {
                json!({
                    "name": identity.name,
                    "certificate": identity.certificate,
                    "server": identity.seen.server,
                    "answer": identity.seen.answer,
                    "trouble": object(identity.trouble.as_ref()),
                })
            })
            .collect();
        let report = json!({
            "well": exit == Exit::Well,
            "exitCode": exit as u8,
            "configuration": self.file,
            "upstream": self.upstream,
            "trouble": object(self.trouble.as_ref()),
            "identities": identities,
        });
        format!("{report}\n")
    }
}

impl Identity {
    /// Of the identity with this name, with nothing found yet.
    pub(super) fn of(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            certificate: None,
            seen: Seen::default(),
            trouble: None,
        }
    }
}

fn object(trouble: Option<&Trouble>) -> Value {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Object {
        code: &'static str,
        what: String,
        advice: &'static str,
    }
    json!(trouble.map(|trouble| Object {
        code: trouble.code(),
        what: trouble.to_string(),
        advice: trouble.advice(),
    }))
}

/// Lines of a name and what there is to say of it.
#[derive(Default)]
struct Page(String);

impl Page {
    fn line(&mut self, name: &str, text: impl std::fmt::Display) {
        // Writing to a String cannot fail.
        let _ = writeln!(self.0, "{name:<14}{text}");
    }

    fn identity(&mut self, identity: &Identity) {
        self.0.push('\n');
        self.line("identity", &identity.name);
        if let Some(facts) = &identity.certificate {
            self.line("  certificate", &facts.subject);
            self.line("  issuer", &facts.issuer);
            self.line("  serial", &facts.serial);
            let (from, to, left) = (&facts.not_before, &facts.not_after, facts.days_left);
            self.line("  valid", format_args!("{from} to {to}, {left} days left"));
            self.line("  key", &facts.key);
        }
        if let Some(server) = &identity.seen.server {
            self.line(
                "  server",
                format_args!("{}, {}", server.address, server.protocol),
            );
            if let Some(facts) = &server.certificate {
                let (issuer, left) = (&facts.issuer, facts.days_left);
                self.line("    shows", &facts.subject);
                self.line("    issuer", format_args!("{issuer}, {left} days left"));
            }
        }
        if let Some(answer) = &identity.seen.answer {
            let took = answer.milliseconds;
            self.line(
                "  answer",
                format_args!("status {} after {took} ms", answer.status),
            );
            if let Some(remaining) = answer.remaining_today {
                self.line("  quota", format_args!("{remaining} calls left today"));
            }
            if let Some(ahead) = answer.clock_ahead {
                self.line("  clock", format_args!("{ahead} s ahead of the server's"));
            }
        }
        match &identity.trouble {
            None if identity.seen.answer.is_some() => {
                self.line("  well", "the certificate is taken")
            }
            None => self.line(
                "  well",
                "the certificate was not refused; no call was made",
            ),
            trouble => self.trouble(trouble.as_ref()),
        }
    }

    fn trouble(&mut self, trouble: Option<&Trouble>) {
        if let Some(trouble) = trouble {
            self.line("  WRONG", trouble);
            self.line("  DO", trouble.advice());
        }
    }
}
