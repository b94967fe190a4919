//! What the text of a setting has to look like, and what it is then.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use shared::brand::Brand;
use shared::secret::Secret;
use shared::signature::Key;

use crate::hex;
use crate::origin::{InvalidOrigin, Origin};

/// Most relays that are tried for one call.
const MAX_RELAYS: usize = 4;

/// A list, separated by spaces or commas.
pub(super) fn list<T>(
    text: &str,
    parse: impl Fn(&str) -> Result<T, String>,
) -> Result<Vec<T>, String> {
    text.split([' ', ',', '\n'])
        .filter(|entry| !entry.is_empty())
        .map(parse)
        .collect()
}

/// An origin.
pub(super) fn origin(text: &str) -> Result<Origin, String> {
    text.parse()
        .map_err(|error: InvalidOrigin| error.to_string())
}

/// An address: its origin, and what stands behind that. `form` says what it should be.
pub(super) fn address<'t>(text: &'t str, form: &str) -> Result<(Origin, &'t str), String> {
    let (scheme, rest) = text.split_once("://").ok_or(form)?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at_checked(end).ok_or(form)?;
    match format!("{scheme}://{authority}").parse() {
        Ok(origin) => Ok((origin, path)),
        Err(InvalidOrigin::Form) => Err(form.to_owned()),
        Err(plain @ InvalidOrigin::Plain) => Err(plain.to_string()),
    }
}

/// Whether that is a path and a query that can be asked for, without a fragment.
pub(super) fn is_target(origin: &Origin, path: &str) -> bool {
    let is_plain = path.is_ascii() && !path.contains('#');
    is_plain && format!("{origin}{path}").parse::<http::Uri>().is_ok()
}

/// A brand, by any of its names.
pub(super) fn brand(text: &str) -> Result<Brand, String> {
    text.parse()
        .map_err(|error: shared::brand::UnknownBrand| error.to_string())
}

/// The relays, at least one.
pub(super) fn relays(text: &str) -> Result<Vec<Origin>, String> {
    let relays = list(text, origin)?;
    if relays.is_empty() || relays.len() > MAX_RELAYS {
        return Err(format!("1 to {MAX_RELAYS} origins"));
    }
    Ok(relays)
}

/// A key and its id.
pub(super) fn relay_key(text: &str) -> Result<Key, String> {
    const FORM: &str = "id:key, the key base64 of 32 random bytes or more";
    let (id, secret) = text.split_once(':').ok_or(FORM)?;
    let secret = STANDARD.decode(secret).map_err(|_| FORM)?;
    Key::new(id, Secret::new(secret)).map_err(|error| error.to_string())
}

/// Something that is on or off.
pub(super) fn switch(text: &str) -> Result<bool, String> {
    match text {
        "on" => Ok(true),
        "off" => Ok(false),
        _ => Err("on or off".to_owned()),
    }
}

/// A key that cannot be guessed. Its text is what the owner shows. At least 16 bytes, 8 of them
/// distinct: repeated text is refused; random bytes fail this less than once in 10^9.
pub(super) fn owner_key(text: &str) -> Result<Secret, String> {
    let bytes = hex::read(text).or_else(|| URL_SAFE_NO_PAD.decode(text.trim_end_matches('=')).ok());
    let is_random = |bytes: &Vec<u8>| {
        let is_new = |(at, byte): &(usize, &u8)| !bytes.iter().take(*at).any(|it| it == *byte);
        bytes.len() >= 16 && bytes.iter().enumerate().filter(is_new).count() >= 8
    };
    match bytes.filter(is_random) {
        Some(_) => Ok(Secret::from(text)),
        None => Err("hex or base64url of 16 random bytes or more: openssl rand -hex 32".to_owned()),
    }
}
