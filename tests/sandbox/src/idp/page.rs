//! The pages a driver sees: the login form, and what is wrong when nothing can be asked.

use hyper::StatusCode;
use hyper::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderName, REFERRER_POLICY, X_FRAME_OPTIONS,
};

use crate::serve::answer::{Answer, add_header, answer};
use crate::world::brand::Brand;

/// The login form. It posts back to its own address, whose query holds the request.
pub(crate) fn login(brand: Brand, username: &str, problem: Option<&str>) -> Answer {
    let name = brand.name();
    let problem = problem.map_or_else(String::new, |problem| {
        format!(
            "<p class=\"problem\" role=\"alert\">{}</p>",
            escape(problem)
        )
    });
    let username = escape(username);
    let body = format!(
        "<h1>Log in to {name}</h1>{problem}\
         <form method=\"post\">\
         <label>E-mail<input name=\"username\" type=\"text\" autocomplete=\"username\" \
         value=\"{username}\" autofocus></label>\
         <label>Password<input name=\"password\" type=\"password\" \
         autocomplete=\"current-password\"></label>\
         <button name=\"action\" value=\"login\">Log in</button>\
         <button name=\"action\" value=\"cancel\" class=\"quiet\">Cancel</button>\
         </form>\
         <p class=\"note\">This is a sandbox. No real account works here.</p>"
    );
    page(StatusCode::OK, &format!("Log in to {name}"), &body)
}

/// The page for a request that can't be sent back to an app, since the app is not to be trusted.
pub(crate) fn refusal(brand: Brand, problem: &str) -> Answer {
    let body = format!(
        "<h1>{}</h1><p class=\"problem\" role=\"alert\">{}</p>",
        brand.name(),
        escape(problem)
    );
    page(StatusCode::BAD_REQUEST, "This request is not valid", &body)
}

const STYLE: &str = "\
    body{font:16px/1.5 system-ui,sans-serif;margin:0;background:#eef1f5;color:#1c2430;\
    display:grid;place-items:center;min-height:100vh}\
    main{background:#fff;padding:2rem;border-radius:12px;width:min(22rem,80vw);\
    box-shadow:0 8px 30px #0002}\
    h1{font-size:1.4rem;margin-top:0}label{display:block;margin:1rem 0}\
    input{display:block;box-sizing:border-box;width:100%;font:inherit;padding:.6rem;\
    border:1px solid #8a94a3;border-radius:6px}\
    button{font:inherit;padding:.6rem 1.2rem;border:0;border-radius:6px;background:#14407a;\
    color:#fff}button.quiet{background:none;color:#14407a}\
    .problem{background:#fdecea;padding:.6rem;border-radius:6px}.note{color:#5a6472}";

fn page(status: StatusCode, title: &str, body: &str) -> Answer {
    let page = format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title>\
         <style>{STYLE}</style></head><body><main>{body}</main></body></html>"
    );
    let mut answer = answer(status, "text/html; charset=utf-8", page);
    // No form-action: browsers apply it to the redirect that follows the form, too.
    let policy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";
    let headers: [(HeaderName, &str); 4] = [
        (CACHE_CONTROL, "no-store"),
        (CONTENT_SECURITY_POLICY, policy),
        (REFERRER_POLICY, "no-referrer"),
        (X_FRAME_OPTIONS, "DENY"),
    ];
    for (name, value) in headers {
        add_header(&mut answer, name, value);
    }
    answer
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_driver_types_stays_text() {
        let hostile = "\"><script>alert('1')</script>&";
        let page = login(Brand::Ds, hostile, Some(hostile));
        let page = String::from_utf8(page.body().bytes().to_vec()).unwrap();
        assert!(!page.contains("<script"), "{page}");
        let escaped = "&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;";
        assert_eq!(page.matches(escaped).count(), 2, "{page}");
    }
}
