//! The pages that explain problems: `type` of a problem leads here.

use shared::problem::{Code, Problem};

use crate::respond::{Response, html};

/// The page of one problem.
pub fn problem(slug: &str) -> Result<Response, Problem> {
    let code: Code = slug.parse().map_err(|_| Problem::new(Code::NotFound))?;
    // Everything that is put in is text of our own; none of it needs escaping, as a test shows.
    Ok(html(format!(
        "<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n\
         <title>{title} · Kerbside</title>\n<link rel=\"stylesheet\" href=\"/style.css\">\n\
         <main><h1>{title}</h1><p>{advice}</p>\n\
         <p class=\"quiet\">{status} <code>{slug}</code></p>\n<p><a href=\"/\">Kerbside</a></p></main>\n",
        title = code.title(),
        advice = code.advice(),
        status = code.status(),
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_problem_has_a_page_and_nothing_else_has() {
        for code in Code::ALL {
            let page = problem(code.slug()).unwrap();
            let text = String::from_utf8(page.into_body()).unwrap();
            assert!(text.contains(code.advice()), "{code}");
        }
        assert!(problem("<script>").is_err());
    }

    #[test]
    fn no_text_of_a_problem_needs_escaping() {
        for code in Code::ALL {
            let text = format!("{}{}{}", code.slug(), code.title(), code.advice());
            assert!(!text.contains(['<', '>', '&', '"']), "{code}");
        }
    }
}
