//! The pages that the edge writes itself: one to explain each problem, where its `type` leads and
//! a request that must lead nowhere else, and the one that asks before an app has a driver log in.
//! Their style sheet is `pages.css`, which `scripts/build-edge` puts beside the web app's files.

use shared::command::Action;
use shared::problem::{Code, Problem};

use crate::respond::{Response, html, problem_page};

/// Where the pages of problems are.
const PROBLEMS: &str = "/problems/";

/// The page of one problem, by its path.
pub fn problem(path: &str) -> Result<Response, Problem> {
    let slug = path.strip_prefix(PROBLEMS).unwrap_or_default();
    let code: Code = slug.parse().map_err(|_| Problem::new(Code::NotFound))?;
    Ok(html(page(code, None)))
}

/// The page of one occurrence of a problem, answered as such.
pub fn error(problem: &Problem) -> Response {
    problem_page(problem, page(problem.code(), problem.detail()))
}

/// The page that asks a driver whether an app may have them log in, which sees their cars and may do
/// `acts` with them. Those that are not switched on count, too: a login lasts, and they may be later.
/// `url` leads on, `cancel` back.
pub fn consent(app: &str, acts: &[Action], brand: &str, url: &str, cancel: &str) -> Response {
    let title = match acts.iter().any(|action| *action != Action::Rules) {
        true => format!("{app} asks to see and to command your car"),
        false => format!("{app} asks to see your car"),
    };
    let items: String = acts
        .iter()
        .map(|action| format!("<li>{}</li>\n", in_words(*action)))
        .collect();
    let acts = match acts {
        [] => String::new(),
        _ => {
            format!("<p>It may also, as far as that is switched on here,</p>\n<ul>\n{items}</ul>\n")
        }
    };
    html(document(
        &title,
        &format!(
            "<p>It gets to see what {brand} tells of your cars, their places too, until you log \
             out there.</p>\n{acts}<p>Go on only if you have just asked for this in {app}.</p>\n\
             <p><a class=\"button\" href=\"{url}\">Log in with {brand}</a></p>\n\
             <p><a href=\"{cancel}\">Cancel</a></p>\n",
            url = attribute(url),
            cancel = attribute(cancel),
        ),
    ))
}

/// What an app may do, for its driver.
const fn in_words(action: Action) -> &'static str {
    match action {
        Action::Lock => "lock the doors",
        Action::Unlock => "unlock the doors",
        Action::Horn => "sound the horn",
        Action::Lights => "flash the lights",
        Action::WakeUp => "wake the car up",
        Action::Climate => "heat or cool the cabin",
        Action::Charging => "start and stop charging, and set when the car charges",
        Action::Navigation => "send destinations to the car",
        Action::Rules => "watch what the car does, and where it is, by rules",
    }
}

/// A text as the value of an attribute.
fn attribute(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('<', "&lt;")
}

fn document(title: &str, body: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n\
         <title>{title} · Kerbside</title>\n<link rel=\"stylesheet\" href=\"/style.css\">\n\
         <link rel=\"icon\" href=\"/icon.svg\">\n\
         <main><h1>{title}</h1>\n{body}</main>\n"
    )
}

fn page(code: Code, detail: Option<&str>) -> String {
    let detail = detail.map_or(String::new(), |detail| format!("<p>{detail}.</p>\n"));
    // Everything that is put in is text of our own, which names signs in words, or a client's name,
    // which the settings keep plain: none of it needs escaping, as tests of both show.
    let advice: String = advice(code)
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(reader, text)| format!("<h2>If you {reader}</h2><p>{text}</p>\n"))
        .collect();
    let body = format!(
        "{detail}{advice}<p class=\"quiet\">{status} <code>{slug}</code></p>\n\
         <p><a href=\"/\">Kerbside</a></p>",
        status = code.status(),
        slug = code.slug(),
    );
    document(code.title(), &body)
}

/// Who can do what about it.
fn advice(code: Code) -> [(&'static str, &'static str); 3] {
    [
        ("drive the car", code.for_driver()),
        ("build the page", code.for_developer()),
        ("run the service", code.for_owner()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(slug: &str) -> String {
        let page = problem(&format!("{PROBLEMS}{slug}")).unwrap();
        String::from_utf8(page.into_body()).unwrap()
    }

    #[test]
    fn every_problem_has_a_page_and_nothing_else_has() {
        for code in Code::ALL {
            assert!(page(code.slug()).contains(code.title()), "{code}");
        }
        for path in ["/problems/<script>", "/problems/", "not-found"] {
            assert_eq!(problem(path).unwrap_err().code(), Code::NotFound, "{path}");
        }
    }

    #[test]
    fn a_page_says_what_each_reader_can_do_and_names_nobody_who_can_do_nothing() {
        for code in Code::ALL {
            let page = page(code.slug());
            for (reader, text) in advice(code) {
                assert!(page.contains(text), "{code}");
                let named = page.contains(&format!("<h2>If you {reader}</h2>"));
                assert_eq!(named, !text.is_empty(), "{code}: {reader}");
            }
        }
    }

    #[test]
    fn no_text_of_a_problem_needs_escaping() {
        for code in Code::ALL {
            let mut text = format!("{}{}", code.slug(), code.title());
            text.extend(advice(code).map(|(_, text)| text));
            assert!(!text.contains(['<', '>', '&', '"']), "{code}");
        }
    }
}
