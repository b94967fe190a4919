//! Logins in which the identity provider says who the driver is, by an id_token.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use super::*;

impl Browser {
    /// Logs the driver in whom the identity provider calls `sub`, who proved that at `auth_time`;
    /// `target` begins the login. Gives what the driver is led back with.
    pub(crate) fn log_in_as(
        &mut self,
        target: &str,
        sub: &str,
        auth_time: Option<u64>,
    ) -> Response {
        let begun = self.click(target);
        let url: url::Url = match begun.status().as_u16() {
            200 => link(&begun),
            _ => location(&begun).to_owned(),
        }
        .parse()
        .unwrap();
        let pairs: BTreeMap<_, _> = url.query_pairs().into_owned().collect();
        let now = self.world.now.get();
        let mut claims = json!({
            "iss": format!("https://{}/am/oauth2", url.host_str().unwrap()),
            "sub": sub,
            "aud": "app",
            "iat": now,
            "exp": now + 600,
            "nonce": pairs["nonce"],
        });
        if let Some(auth_time) = auth_time {
            claims["auth_time"] = auth_time.into();
        }
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let header = json!({"alg": "RS256", "kid": "k"});
        let id_token = format!("{}.{}.c2ln", part(&header), part(&claims));
        self.world.serve(move |request| {
            let mut answer = all_is_well(request)?;
            if request.uri().path() == "/am/oauth2/access_token" {
                let mut tokens: Value = serde_json::from_slice(answer.body()).unwrap();
                tokens["id_token"] = id_token.as_str().into();
                *answer.body_mut() = tokens.to_string().into_bytes();
            }
            Ok(answer)
        });
        let back = format!("/auth/callback?state={}&code=code-1", pairs["state"]);
        let response = self.visit(&back);
        self.world.serve(all_is_well);
        response
    }
}

/// A world in which commands are sent, some settings changed.
pub(crate) fn acting(changes: &[(&str, &str)]) -> Rc<World> {
    let world = World::new(all_is_well);
    let settings = [changes, crate::settings::tests::ACTING].concat();
    world.deploy(read(&settings).unwrap());
    world
}
