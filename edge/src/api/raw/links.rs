//! Rewrites the links of an upstream document so that they lead back here.

use serde_json::Value;
use shared::operation::Operation;

/// The hosts that the upstream's links are known to name. Which of them answered does not matter.
const HOSTS: [&str; 4] = [
    "api.groupe-psa.com",
    "api-cert.groupe-psa.com",
    "api-preprod.groupe-psa.com",
    "api-cert-preprod.groupe-psa.com",
];

/// Exchanges the beginning of known links for `base`, at any depth; templates stay templates. A link
/// to any other host is taken out with its object. Returns how many were.
pub(super) fn rewrite(json: &mut Value, base: &str) -> usize {
    match json {
        Value::Object(object) => {
            let mut dropped = 0_usize;
            object.retain(|_, value| {
                let kept = rewrite_link(value, base);
                dropped = dropped.saturating_add(usize::from(!kept));
                kept
            });
            let inside = object.values_mut().map(|value| rewrite(value, base));
            dropped.saturating_add(inside.sum())
        }
        Value::Array(list) => {
            let before = list.len();
            list.retain_mut(|value| rewrite_link(value, base));
            let dropped = before.saturating_sub(list.len());
            let inside = list.iter_mut().map(|value| rewrite(value, base));
            dropped.saturating_add(inside.sum())
        }
        _ => 0,
    }
}

/// Rewrites a value if it is a link. Returns whether it stays: only a link to another host does not.
fn rewrite_link(value: &mut Value, base: &str) -> bool {
    let Some(Value::String(href)) = value.get_mut("href") else {
        return true;
    };
    match below_base(href) {
        Some(rest) => {
            *href = format!("{base}{}", without_strangers(rest));
            true
        }
        None => false,
    }
}

/// The link without the parameters that its operation does not take. Some links of a status have
/// one that the upstream refuses.
fn without_strangers(link: &str) -> String {
    let Some((path, query)) = link.split_once('?') else {
        return link.to_owned();
    };
    let Some(operation) = Operation::find("GET", path) else {
        return link.to_owned();
    };
    let is_taken = |pair: &&str| operation.allows_query(pair.split('=').next().unwrap_or_default());
    let taken: Vec<_> = query.split('&').filter(is_taken).collect();
    match taken.as_slice() {
        [] => path.to_owned(),
        taken => format!("{path}?{}", taken.join("&")),
    }
}

/// What a link has after the base that all of the upstream's addresses share.
fn below_base(href: &str) -> Option<&str> {
    let (host, path) = href.strip_prefix("https://")?.split_once('/')?;
    let rest = path.strip_prefix("connectedcar/v4")?;
    let (path, _) = rest.split_once(['?', '#']).unwrap_or((rest, ""));
    let is_below = path.is_empty() || path.starts_with(['/', '{']);
    // No dot, escape or backslash: a browser could resolve them to a parent folder.
    let is_plain = path
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || b"_-/{},".contains(&b));
    (HOSTS.contains(&host) && is_below && is_plain).then_some(rest)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const BASE: &str = "https://edge.example/api/v1/raw";

    fn rewritten(mut json: Value) -> (Value, usize) {
        let dropped = rewrite(&mut json, BASE);
        (json, dropped)
    }

    #[test]
    fn a_known_link_leads_back_here_at_any_depth_and_a_template_stays_one() {
        let upstream = "https://api.groupe-psa.com/connectedcar/v4";
        let (json, dropped) = rewritten(json!({
            "href": "a text beside links, and none itself",
            "_links": {
                "self": {"href": format!("{upstream}/user/vehicles?pageToken=a+b%3D&limit=3&pageSize=2")},
                "status": {"href": format!("{upstream}/user/vehicles/0a/status?profile=endUser")},
                "monitors": {"href": format!("{upstream}/user/vehicles/0a/callbacks/{{cbid}}/monitors"), "templated": true},
                "trips": [{"href": "https://api-cert.groupe-psa.com/connectedcar/v4/user/vehicles/0a/trips/1"}],
            },
            "_embedded": {"vehicles": [{"_links": {"self": {"href": upstream}}}]},
        }));
        assert_eq!(
            json,
            json!({
                "href": "a text beside links, and none itself",
                "_links": {
                    "self": {"href": format!("{BASE}/user/vehicles?pageToken=a+b%3D&pageSize=2")},
                    "status": {"href": format!("{BASE}/user/vehicles/0a/status")},
                    "monitors": {"href": format!("{BASE}/user/vehicles/0a/callbacks/{{cbid}}/monitors"), "templated": true},
                    "trips": [{"href": format!("{BASE}/user/vehicles/0a/trips/1")}],
                },
                "_embedded": {"vehicles": [{"_links": {"self": {"href": BASE}}}]},
            })
        );
        assert_eq!(dropped, 0);
    }

    #[test]
    fn a_link_to_anywhere_else_is_taken_out_and_counted() {
        for href in [
            "https://evil.example/connectedcar/v4/user",
            "http://api.groupe-psa.com/connectedcar/v4/user",
            "https://api.groupe-psa.com@evil.example/connectedcar/v4/user",
            "https://api.groupe-psa.com.evil.example/connectedcar/v4/user",
            "https://api.groupe-psa.com:8443/connectedcar/v4/user",
            "https://api.groupe-psa.com/connectedcar/v3/user",
            "https://api.groupe-psa.com/connectedcar/v4evil",
            "https://api.groupe-psa.com/connectedcar/v4/../../admin",
            "https://api.groupe-psa.com/connectedcar/v4/%2e%2e/%2e%2e/auth/login",
            "https://api.groupe-psa.com/connectedcar/v4/..\\..\\auth/login",
            "https://api.groupe-psa.com/connectedcar/v4/.\t./.\t./auth/login",
            "//api.groupe-psa.com/connectedcar/v4/user",
            "/connectedcar/v4/user",
            "javascript:alert(1)",
            "",
        ] {
            let links =
                json!({"_links": {"self": {"href": href}, "all": [{"href": href}, 1]}, "n": 50.0});
            let expected = json!({"_links": {"all": [1]}, "n": 50.0});
            assert_eq!(rewritten(links), (expected, 2), "{href}");
        }
    }
}
