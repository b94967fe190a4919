//! What the sandbox says of itself: sandbox.json for programs, a guide for people.

use std::fmt::Write as _;
use std::net::SocketAddr;

use serde_json::{Value, json};

use crate::api::resources::OPERATIONS;
use crate::api::service::BASE;
use crate::pki::authority::Leaf;
use crate::pki::material::Pki;
use crate::registrations::Registrations;
use crate::world::World;
use crate::world::brand::Brand;
use crate::world::driver::Driver;
use crate::world::vehicle::Vehicle;

/// Everything there is to say.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Description<'a> {
    /// The bound address of the identity provider.
    pub(crate) idp: SocketAddr,
    /// The same over TLS.
    pub(crate) idp_tls: Option<SocketAddr>,
    /// The bound address of the API.
    pub(crate) api: SocketAddr,
    /// The bound address of the control port.
    pub(crate) control: SocketAddr,
    /// The registered apps.
    pub(crate) apps: &'a Registrations,
    /// The certificates.
    pub(crate) pki: &'a Pki,
    /// The drivers.
    pub(crate) world: &'a World,
}

impl Description<'_> {
    /// The content of sandbox.json.
    pub(crate) fn document(&self) -> Value {
        let pki = self.pki;
        let mut files = json!({ "ca": pki.ca_file, "strangerCa": pki.stranger_ca_file });
        if let Some(files) = files.as_object_mut() {
            let leaves: [(&str, &Leaf); 5] = [
                ("client", &pki.client),
                ("other", &pki.other),
                ("stranger", &pki.stranger),
                ("expired", &pki.expired),
                ("server", &pki.server),
            ];
            for (name, leaf) in leaves {
                files.insert(format!("{name}Certificate"), json!(leaf.certificate_file));
                files.insert(format!("{name}Key"), json!(leaf.key_file));
            }
        }
        let brands = Brand::ALL
            .map(|brand| json!({ "brand": brand, "tld": brand.tld(), "realm": brand.realm() }));
        let drivers: Vec<Value> = self
            .world
            .drivers()
            .iter()
            .map(|driver| {
                json!({
                    "brand": driver.brand,
                    "username": driver.username,
                    "password": driver.password,
                    "about": driver.about,
                    "withheld": driver.withheld,
                    "cars": peculiar(driver).map(|(car, about)| json!({
                        "id": car.id,
                        "model": car.model,
                        "about": about,
                    })).collect::<Vec<_>>(),
                })
            })
            .collect();
        let app = &self.apps.own;
        let other = &self.apps.other;
        json!({
            "idp": {
                "url": format!("http://{}", self.idp),
                "tlsUrl": self.idp_tls.map(|address| format!("https://{address}")),
            },
            "api": { "url": self.api_url(), "documented": OPERATIONS },
            "control": format!("http://{}", self.control),
            "client": { "id": app.id, "secret": app.secret },
            "otherClient": { "id": other.id, "secret": other.secret },
            "redirectUris": self.apps.redirect_uris,
            "files": files,
            "brands": brands,
            "drivers": drivers,
        })
    }

    /// How to point a relay and an edge here, and who can log in.
    pub(crate) fn guide(&self) -> String {
        let mut guide = String::new();
        // Writing to a String can't fail.
        let _ = write!(
            guide,
            "{}\n{}\n{}",
            self.relay(),
            self.edge(),
            self.drivers()
        );
        guide
    }

    fn relay(&self) -> String {
        let pki = self.pki;
        let realms = Brand::ALL.map(|brand| format!("\"{}\"", brand.realm()));
        format!(
            "A relay, in relay.toml:\n\n\
             listen = \"127.0.0.1:8300\"\n\
             admin = \"127.0.0.1:8301\"\n\
             public_names = [\"127.0.0.1:8300\"]   # the authority that RELAY_URL names\n\n\
             [upstream]\n\
             base = \"{base}\"\n\
             ca = {ca:?}\n\n\
             [[identity]]\n\
             name = \"sandbox\"\n\
             client_id = \"{client}\"\n\
             certificate = {certificate:?}\n\
             key = {key:?}\n\
             realms = [{realms}]\n\n\
             [[identity.keys]]\n\
             id = \"edge\"\n\
             secret_file = \"relay.secret\"   # yours: openssl rand -base64 32 > relay.secret\n",
            base = self.api_url(),
            ca = pki.ca_file,
            client = self.apps.own.id,
            certificate = pki.client.certificate_file,
            key = pki.client.key_file,
            realms = realms.join(", "),
        )
    }

    fn edge(&self) -> String {
        let app = &self.apps.own;
        let origin = self
            .apps
            .redirect_uris
            .first()
            .and_then(|uri| uri.strip_suffix("/auth/callback"))
            .unwrap_or("the origin of the edge's own address");
        format!(
            "An edge, in .dev.vars:\n\n\
             PUBLIC_ORIGIN={origin}\n\
             IDP_BASE=http://{idp}/{{tld}}/am/oauth2\n\
             CLIENT_ID={id}\n\
             CLIENT_SECRET={secret}\n\
             RELAY_URL=http://127.0.0.1:8300\n\
             RELAY_KEY=   # id:key as in relay.toml: edge:$(cat relay.secret)\n\
             SEAL_KEYS=   # yours: s1:$(openssl rand -base64 32)\n",
            idp = self.idp,
            id = app.id,
            secret = app.secret,
        )
    }

    fn drivers(&self) -> String {
        let mut drivers = String::from("Drivers (brand, name, password, what they have):\n\n");
        for driver in self.world.drivers() {
            // Writing to a String can't fail.
            let _ = writeln!(
                drivers,
                "{:<9} {:<24} {:<24} {}",
                driver.brand.slug(),
                driver.username,
                driver.password,
                driver.about
            );
            for (car, about) in peculiar(driver) {
                let _ = writeln!(drivers, "          {:<24} {}", car.model, about.join("; "));
            }
        }
        drivers
    }

    /// The name is one that the server's certificate has, as a relay will check.
    fn api_url(&self) -> String {
        format!("https://localhost:{}{BASE}", self.api.port())
    }
}

/// The cars of a driver that something sets apart, and what does.
fn peculiar(driver: &Driver) -> impl Iterator<Item = (&Vehicle, Vec<&'static str>)> {
    let about = |car: &Vehicle| car.quirks.iter().map(|quirk| quirk.about()).collect();
    let cars = driver.vehicles.iter().filter(|car| !car.quirks.is_empty());
    cars.map(move |car| (car, about(car)))
}
