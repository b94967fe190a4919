//! The report of a check, as text and as JSON.

use std::fmt::Write as _;
use std::path::Path;

use serde::Serialize;
use serde_json::json;

use super::certificate_info::CertificateInfo;
use super::error::CheckError;
use super::probe::{Observations, ahead_or_behind};
use super::warning::Warning;
use crate::command::exit::Exit;
use crate::config::WriteSettings;

/// Everything that was found.
#[derive(Debug)]
pub(super) struct Report {
    file: String,
    /// The upstream, once the settings are known.
    pub(super) upstream: Option<String>,
    /// What may be changed there, if anything may.
    pub(super) writes: Option<WritesReport>,
    /// What the CA file has, once it is read.
    pub(super) ca: Option<Vec<CertificateInfo>>,
    /// The certificate that the relay shows to edges, if it listens on TLS.
    pub(super) tls: Option<CertificateInfo>,
    /// What is to be seen to in the relay as a whole.
    pub(super) warnings: Vec<Warning>,
    /// What is wrong with it.
    pub(super) error: Option<CheckError>,
    /// In the order of the settings.
    pub(super) identities: Vec<IdentityReport>,
}

/// What may be changed at the upstream, as the settings say.
#[derive(Debug, Serialize)]
pub(super) struct WritesReport {
    name: String,
    allow: Vec<&'static str>,
    hooks: Vec<String>,
}

impl WritesReport {
    pub(super) fn of(settings: &WriteSettings) -> Self {
        Self {
            name: settings.name.clone(),
            allow: settings.allow.iter().map(|action| action.word()).collect(),
            hooks: settings.hooks.clone(),
        }
    }

    /// The words, or that there are none.
    fn words(&self) -> String {
        match self.allow.as_slice() {
            [] => "nothing".to_owned(),
            words => words.join(" "),
        }
    }
}

/// What was found of one identity.
#[derive(Debug)]
pub(super) struct IdentityReport {
    name: String,
    /// What its certificate says, once it is read.
    pub(super) certificate: Option<CertificateInfo>,
    /// What is to be seen to although calls can be made.
    pub(super) warnings: Vec<Warning>,
    /// What came from the upstream.
    pub(super) seen: Observations,
    /// The first thing that is wrong with it.
    pub(super) error: Option<CheckError>,
}

impl Report {
    /// Of the settings in a file, with nothing found yet.
    pub(super) fn of(file: &Path) -> Self {
        Self {
            file: file.display().to_string(),
            upstream: None,
            writes: None,
            ca: None,
            tls: None,
            warnings: Vec::new(),
            error: None,
            identities: Vec::new(),
        }
    }

    /// The code of the first error, in the order of the report.
    pub(super) fn exit(&self) -> Exit {
        let of_identities = self
            .identities
            .iter()
            .filter_map(|identity| identity.error.as_ref());
        self.error
            .iter()
            .chain(of_identities)
            .map(CheckError::exit)
            .next()
            .unwrap_or(Exit::Well)
    }

    /// For people.
    pub(super) fn text(&self) -> String {
        let mut page = TextPage::default();
        page.line("configuration", &self.file);
        if let Some(upstream) = &self.upstream {
            page.line("upstream", upstream);
        }
        if let Some(writes) = &self.writes {
            page.line(
                "writes",
                format_args!("{}, for {}", writes.words(), writes.name),
            );
        }
        for info in self.ca.iter().flatten() {
            let (subject, to, left) = (&info.subject, &info.not_after, info.days_left);
            page.line("ca", format_args!("{subject}, to {to}, {left} days left"));
        }
        if let Some(info) = &self.tls {
            let (subject, to, left) = (&info.subject, &info.not_after, info.days_left);
            let names = match info.names.is_empty() {
                true => "no host".to_owned(),
                false => info.names.join(" "),
            };
            page.line(
                "tls",
                format_args!("{subject}, for {names}, to {to}, {left} days left"),
            );
        }
        page.warnings(&self.warnings);
        page.error(self.error.as_ref());
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
                    "warnings": notices(&identity.warnings),
                    "server": identity.seen.server,
                    "answer": identity.seen.answer,
                    "trouble": identity.error.as_ref().map(Notice::from),
                })
            })
            .collect();
        let report = json!({
            "well": exit == Exit::Well,
            "exitCode": exit as u8,
            "configuration": self.file,
            "upstream": self.upstream,
            "writes": self.writes,
            "ca": self.ca,
            "tls": self.tls,
            "warnings": notices(&self.warnings),
            "trouble": self.error.as_ref().map(Notice::from),
            "identities": identities,
        });
        format!("{report}\n")
    }
}

impl IdentityReport {
    /// Of the identity with this name, with nothing found yet.
    pub(super) fn of(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            certificate: None,
            warnings: Vec::new(),
            seen: Observations::default(),
            error: None,
        }
    }
}

/// An error or a warning in JSON.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Notice {
    code: &'static str,
    what: String,
    advice: &'static str,
}

impl From<&CheckError> for Notice {
    fn from(error: &CheckError) -> Self {
        Self {
            code: error.code(),
            what: error.to_string(),
            advice: error.advice(),
        }
    }
}

impl From<&Warning> for Notice {
    fn from(warning: &Warning) -> Self {
        Self {
            code: warning.code(),
            what: warning.to_string(),
            advice: warning.advice(),
        }
    }
}

fn notices(warnings: &[Warning]) -> Vec<Notice> {
    warnings.iter().map(Notice::from).collect()
}

/// Lines of a name and what there is to say of it.
#[derive(Default)]
struct TextPage(String);

impl TextPage {
    fn line(&mut self, name: &str, text: impl std::fmt::Display) {
        // Writing to a String cannot fail.
        let _ = writeln!(self.0, "{name:<14}{text}");
    }

    fn identity(&mut self, identity: &IdentityReport) {
        self.0.push('\n');
        self.line("identity", &identity.name);
        if let Some(info) = &identity.certificate {
            self.line("  certificate", &info.subject);
            self.line("  issuer", &info.issuer);
            self.line("  serial", &info.serial);
            let (from, to, left) = (&info.not_before, &info.not_after, info.days_left);
            self.line("  valid", format_args!("{from} to {to}, {left} days left"));
            self.line("  key", &info.key);
        }
        self.warnings(&identity.warnings);
        if let Some(server) = &identity.seen.server {
            self.line(
                "  server",
                format_args!("{}, {}", server.address, server.protocol),
            );
            if let Some(info) = &server.certificate {
                let (issuer, left) = (&info.issuer, info.days_left);
                self.line("    shows", &info.subject);
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
                let difference = ahead_or_behind(ahead);
                self.line("  clock", format_args!("{difference} the server's"));
            }
        }
        match &identity.error {
            None if identity.seen.answer.is_some() => {
                self.line("  well", "the certificate is taken")
            }
            None => self.line(
                "  well",
                "the certificate was not refused; no call was made",
            ),
            error => self.error(error.as_ref()),
        }
    }

    fn warnings(&mut self, warnings: &[Warning]) {
        for warning in warnings {
            self.line("  WARNING", warning);
            self.line("  DO", warning.advice());
        }
    }

    fn error(&mut self, error: Option<&CheckError>) {
        if let Some(error) = error {
            self.line("  WRONG", error);
            self.line("  DO", error.advice());
        }
    }
}
