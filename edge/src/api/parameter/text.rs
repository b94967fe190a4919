//! A parameter that is a text of one form and goes upstream as it is.

use shared::problem::Problem;

use crate::api::parameter::query::{Query, invalid};

/// A text of one form. The upstream's parameter has the same name.
#[derive(Debug)]
pub struct Text {
    /// The parameter.
    pub name: &'static str,
    /// What it has to be, as a problem says it.
    pub form: &'static str,
    is_of_form: fn(&str) -> bool,
}

/// The country whose call centre is wanted. The manufacturer knows these only.
pub static COUNTRY: Text = Text {
    name: "country",
    form: "CL, BR or AR",
    is_of_form: |text| ["CL", "BR", "AR"].contains(&text),
};

/// The language of texts.
pub static LOCALE: Text = Text {
    name: "locale",
    form: "a language such as fr-FR",
    is_of_form: is_language,
};

/// Most characters of a language tag: RFC 5646 section 4.4.1.
pub(super) const MAX_LANGUAGE: usize = 35;

fn is_language(text: &str) -> bool {
    let is_part = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    text.len() <= MAX_LANGUAGE && text.split('-').all(is_part)
}

impl Text {
    pub(super) fn upstream_pairs(
        &self,
        query: &Query,
    ) -> Result<Vec<(&'static str, String)>, Problem> {
        let name = self.name;
        match query.get(name) {
            None => Ok(Vec::new()),
            Some(text) if (self.is_of_form)(text) => Ok(vec![(name, text.to_owned())]),
            Some(_) => Err(invalid(name, format!("{name} is {}", self.form))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::refused;

    #[test]
    fn a_text_goes_upstream_as_it_is_if_it_is_of_its_form() {
        for (text, value, is_good) in [
            (&COUNTRY, "BR", true),
            (&COUNTRY, "br", false),
            (&COUNTRY, "FR", false),
            (&COUNTRY, "BR,CL", false),
            (&COUNTRY, "", false),
            (&LOCALE, "fr", true),
            (&LOCALE, "zh-Hans-CN", true),
            (&LOCALE, "fr_FR", false),
            (&LOCALE, "fr-", false),
            (&LOCALE, "", false),
            (&LOCALE, "a-b-c-d-e-f-g-h-i-j-k-l-m-n-o-p-q-r-s", false),
        ] {
            let query = format!("{}={value}", text.name);
            let pairs = text.upstream_pairs(&Query::read(&query, &[text.name]).unwrap());
            match is_good {
                true => assert_eq!(pairs, Ok(vec![(text.name, value.to_owned())])),
                false => assert_eq!(refused(pairs), text.name, "{query}"),
            }
        }
    }
}
