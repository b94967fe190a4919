//! The connected-car API, called as a relay calls it: what the chain makes of an answer is seen
//! against that answer.

use std::fs;
use std::io;

use reqwest::{Certificate, Client, Identity, Method, Response};
use serde_json::Value;

use crate::sandbox::Description;

/// Why the API is not called.
#[derive(Debug, thiserror::Error)]
pub enum DirectError {
    /// The app's certificate can't be read.
    #[error("the app's certificate cannot be read")]
    Files(#[from] io::Error),
    /// There is no such brand.
    #[error("the sandbox has no brand {0:?}")]
    Brand(String),
    /// There is no answer, or it is none.
    #[error("no answer")]
    Request(#[from] reqwest::Error),
}

/// The app, calling for one driver.
#[derive(Debug)]
pub struct Direct {
    http: Client,
    base: String,
    client_id: String,
    realm: String,
    token: String,
}

impl Direct {
    /// The app, with an access token of a driver of this brand's.
    pub fn new(sandbox: &Description, brand: &str, token: &str) -> Result<Self, DirectError> {
        let files = &sandbox.files;
        let mut identity = fs::read(&files.client_certificate)?;
        identity.extend(fs::read(&files.client_key)?);
        let http = Client::builder()
            .no_proxy()
            .tls_certs_only([Certificate::from_pem(&fs::read(&files.ca)?)?])
            .identity(Identity::from_pem(&identity)?)
            .build()?;
        let mut brands = sandbox.brands.iter();
        let brand = brands
            .find(|known| known.brand == brand)
            .ok_or_else(|| DirectError::Brand(brand.to_owned()))?;
        Ok(Self {
            http,
            base: sandbox.api.url.clone(),
            client_id: sandbox.client.id.clone(),
            realm: brand.realm.clone(),
            token: token.to_owned(),
        })
    }

    /// What is at a path below the base, which may have a query.
    pub async fn get(&self, path: &str) -> Result<Value, DirectError> {
        Ok(self.call(Method::GET, path).await?.json().await?)
    }

    /// Deletes what is at a path.
    pub async fn delete(&self, path: &str) -> Result<(), DirectError> {
        self.call(Method::DELETE, path).await?.error_for_status()?;
        Ok(())
    }

    async fn call(&self, method: Method, path: &str) -> Result<Response, DirectError> {
        let joint = if path.contains('?') { '&' } else { '?' };
        let url = format!("{}{path}{joint}client_id={}", self.base, self.client_id);
        let request = self.http.request(method, url).bearer_auth(&self.token);
        let request = request.header("x-introspect-realm", &self.realm);
        Ok(request.send().await?)
    }
}
