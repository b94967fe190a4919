//! What a check has found, for people and for programs.

use std::fmt::Write as _;
use std::path::Path;

use serde::Serialize;
use serde_json::json;

use super::facts::Facts;
use super::probe::Seen;
use super::trouble::Trouble;
use super::warning::Warning;
use crate::command::exit::Exit;

/// Everything that was found.
#[derive(Debug)]
pub(super) struct Report {
    file: String,
    /// The upstream, once the settings are known.
    pub(super) upstream: Option<String>,
    /// What the CA file has, once it is read.
    ca: Option<Vec<Facts>>,
    /// What is to be seen to in it.
    warning: Option<Warning>,
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
    /// What is to be seen to although calls can be made.
    pub(super) warning: Option<Warning>,
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
            ca: None,
            warning: None,
            trouble: None,
            identities: Vec::new(),
        }
    }

    /// Keeps what the CA file has.
    pub(super) fn believe(&mut self, ca: Vec<Facts>) {
        self.warning = Warning::of_authorities(&ca);
        self.ca = Some(ca);
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
        for facts in self.ca.iter().flatten() {
            let (subject, to, left) = (&facts.subject, &facts.not_after, facts.days_left);
            page.line("ca", format_args!("{subject}, to {to}, {left} days left"));
        }
        page.warning(self.warning.as_ref());
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
                    "warning": identity.warning.as_ref().map(Said::from),
                    "server": identity.seen.server,
                    "answer": identity.seen.answer,
                    "trouble": identity.trouble.as_ref().map(Said::from),
                })
            })
            .collect();
        let report = json!({
            "well": exit == Exit::Well,
            "exitCode": exit as u8,
            "configuration": self.file,
            "upstream": self.upstream,
            "ca": self.ca,
            "warning": self.warning.as_ref().map(Said::from),
            "trouble": self.trouble.as_ref().map(Said::from),
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
            warning: None,
            seen: Seen::default(),
            trouble: None,
        }
    }
}

/// Something to do, for programs.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Said {
    code: &'static str,
    what: String,
    advice: &'static str,
}

impl From<&Trouble> for Said {
    fn from(trouble: &Trouble) -> Self {
        Self {
            code: trouble.code(),
            what: trouble.to_string(),
            advice: trouble.advice(),
        }
    }
}

impl From<&Warning> for Said {
    fn from(warning: &Warning) -> Self {
        Self {
            code: warning.code(),
            what: warning.to_string(),
            advice: warning.advice(),
        }
    }
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
        self.warning(identity.warning.as_ref());
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

    fn warning(&mut self, warning: Option<&Warning>) {
        if let Some(warning) = warning {
            self.line("  WARNING", warning);
            self.line("  DO", warning.advice());
        }
    }

    fn trouble(&mut self, trouble: Option<&Trouble>) {
        if let Some(trouble) = trouble {
            self.line("  WRONG", trouble);
            self.line("  DO", trouble.advice());
        }
    }
}
