//! Whom the certificate is for, as the manufacturer wants it named.

use std::fmt;
use std::io::{self, BufRead as _, Write as _};

use clap::Args;

/// What the manufacturer demands of every app's request.
pub(super) const UNIT: &str = "Programs Partners";

/// The parts of the name that differ from one owner to the next.
#[derive(Args)]
pub(super) struct Flags {
    /// The login that the manufacturer gave you: MZP and digits
    #[arg(long)]
    login: Option<String>,
    /// The country, in two letters
    #[arg(long)]
    country: Option<String>,
    /// The state or province
    #[arg(long)]
    state: Option<String>,
    /// The town
    #[arg(long)]
    locality: Option<String>,
    /// The company's registered name, or your own
    #[arg(long)]
    organization: Option<String>,
    /// Where the manufacturer writes to when there is something to download or to renew
    #[arg(long)]
    email: Option<String>,
}

/// A name that a request can be made for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Subject {
    /// The common name.
    pub(super) login: String,
    /// ISO 3166, two capital letters.
    pub(super) country: String,
    /// In UTF-8, as are the next two.
    pub(super) state: String,
    /// The town.
    pub(super) locality: String,
    /// The company.
    pub(super) organization: String,
    /// In ASCII.
    pub(super) email: String,
}

/// Why there is no name.
#[derive(Debug, thiserror::Error)]
pub(super) enum Error {
    /// There is no terminal to ask at.
    #[error("--{0} is missing, and there is no terminal to ask on")]
    Missing(&'static str),
    /// A value cannot stand in a certificate.
    #[error("--{flag}: expected {expected}")]
    Value {
        /// The flag.
        flag: &'static str,
        /// What would do.
        expected: &'static str,
    },
    /// The terminal could not be read.
    #[error("no answer on the terminal: {0}")]
    Terminal(#[from] io::Error),
}

/// One part of the name: its flag, how it is asked for, and what it can be.
struct Part {
    flag: &'static str,
    question: &'static str,
    expected: &'static str,
    fits: fn(&str) -> bool,
}

// The longest each may be: the upper bounds of RFC 5280, appendix A.
const LOGIN: Part = Part {
    flag: "login",
    question: "Login with the manufacturer (MZP…)",
    expected: "MZP and digits",
    fits: |text| {
        text.strip_prefix("MZP")
            .is_some_and(|rest| (1..=61).contains(&rest.len()) && is_all(rest, u8::is_ascii_digit))
    },
};
const COUNTRY: Part = Part {
    flag: "country",
    question: "Country (two letters)",
    expected: "two letters, FR for example",
    fits: |text| text.len() == 2 && is_all(text, u8::is_ascii_alphabetic),
};
const STATE: Part = Part {
    flag: "state",
    question: "State or province",
    expected: "1 to 128 characters",
    fits: |text| is_text(text, 128),
};
const LOCALITY: Part = Part {
    flag: "locality",
    question: "Town",
    expected: "1 to 128 characters",
    fits: |text| is_text(text, 128),
};
const ORGANIZATION: Part = Part {
    flag: "organization",
    question: "Company, or your own name",
    expected: "1 to 64 characters",
    fits: |text| is_text(text, 64),
};
const EMAIL: Part = Part {
    flag: "email",
    question: "E-mail address for the certificate and its renewal",
    expected: "an e-mail address in ASCII",
    fits: |text| {
        let is_address = text
            .split_once('@')
            .is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
        is_address && text.len() <= 255 && is_all(text, u8::is_ascii_graphic)
    },
};

impl Flags {
    /// The name, with what no flag says asked for if `asks`.
    pub(super) fn complete(&self, asks: bool) -> Result<Subject, Error> {
        Ok(Subject {
            login: LOGIN.value(self.login.as_deref(), asks)?,
            country: COUNTRY
                .value(self.country.as_deref(), asks)?
                .to_ascii_uppercase(),
            state: STATE.value(self.state.as_deref(), asks)?,
            locality: LOCALITY.value(self.locality.as_deref(), asks)?,
            organization: ORGANIZATION.value(self.organization.as_deref(), asks)?,
            email: EMAIL.value(self.email.as_deref(), asks)?,
        })
    }
}

impl Part {
    fn value(&self, flag: Option<&str>, asks: bool) -> Result<String, Error> {
        let text = match flag {
            Some(text) => text.to_owned(),
            None if asks => self.ask()?,
            None => return Err(Error::Missing(self.flag)),
        };
        let text = text.trim();
        if (self.fits)(text) {
            Ok(text.to_owned())
        } else {
            Err(Error::Value {
                flag: self.flag,
                expected: self.expected,
            })
        }
    }

    /// Asks until the answer fits or there is none.
    fn ask(&self) -> Result<String, Error> {
        let mut terminal = io::stderr();
        loop {
            write!(terminal, "{}: ", self.question)?;
            terminal.flush()?;
            let mut line = String::new();
            if io::stdin().lock().read_line(&mut line)? == 0 {
                return Err(Error::Missing(self.flag));
            }
            if (self.fits)(line.trim()) {
                return Ok(line);
            }
            writeln!(terminal, "Expected {}.", self.expected)?;
        }
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "C={}, ST={}, L={}, O={}, OU={UNIT}, CN={}, emailAddress={}",
            self.country, self.state, self.locality, self.organization, self.login, self.email
        )
    }
}

fn is_all(text: &str, kind: fn(&u8) -> bool) -> bool {
    text.bytes().all(|byte| kind(&byte))
}

fn is_text(text: &str, longest: usize) -> bool {
    (1..=longest).contains(&text.chars().count()) && !text.chars().any(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_stand_in_the_request_is_refused_by_its_flag() {
        for (part, good, bad) in [
            (LOGIN, "MZP0000000000", ["mzp1", "MZP", "MZP12a", ""]),
            (COUNTRY, "fr", ["FRA", "F", "F1", ""]),
            (STATE, "Île-de-France", ["", " ", "a\nb", "\u{7}"]),
            (
                ORGANIZATION,
                "Société Générique",
                ["", " ", "a\tb", "\u{1b}"],
            ),
            (
                EMAIL,
                "a@b.example",
                ["a", "@b.example", "a@b", "é@b.example"],
            ),
        ] {
            assert_eq!(part.value(Some(good), false).unwrap(), good);
            for text in bad {
                let error = part.value(Some(text), false).unwrap_err().to_string();
                assert!(error.starts_with(&format!("--{}: ", part.flag)), "{error}");
            }
            let error = part.value(None, false).unwrap_err();
            assert!(matches!(error, Error::Missing(flag) if flag == part.flag));
        }
    }
}
