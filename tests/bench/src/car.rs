//! The car that is asked for: the first of the first driver, who is logged in.

use e2e::chain::Chain;
use e2e::driver::Driver;
use serde_json::Value;
use shared::operation::{Call, VEHICLE_STATUS};

use crate::failure::Failure;

/// Whose token it is, and what for.
#[derive(Debug, Clone)]
pub(crate) struct Token {
    /// The whole `Authorization`.
    pub(crate) authorization: String,
    /// The realm.
    pub(crate) realm: String,
}

/// A car, and all that asking for its status takes.
#[derive(Debug)]
pub(crate) struct Car {
    /// Its driver's browser.
    pub(crate) driver: Driver,
    /// Its name to the page.
    pub(crate) id: String,
    /// The call of the upstream for its status.
    pub(crate) call: Call,
    /// What the upstream takes for it.
    pub(crate) token: Token,
}

impl Car {
    /// Logs the driver in.
    pub(crate) async fn of(chain: &Chain) -> Result<Self, Failure> {
        let sandbox = chain.sandbox().description();
        let account = sandbox.drivers.first().ok_or(Failure::Missing("driver"))?;
        let driver = chain.driver()?;
        driver.log_in(account).await?;
        let cars = driver.call("/api/v1/vehicles").await?.json();
        let id = cars.pointer("/items/0/id").and_then(Value::as_str);
        let id = id.ok_or(Failure::Missing("car"))?.to_owned();

        let tokens = chain.sandbox().tokens().await?;
        let access = tokens.pointer("/access/0").and_then(Value::as_str);
        let access = access.ok_or(Failure::Missing("token"))?;
        let mut brands = sandbox.brands.iter();
        let brand = brands.find(|brand| brand.brand == account.brand);
        Ok(Self {
            driver,
            call: Call::new(&VEHICLE_STATUS, &[&id])?,
            id,
            token: Token {
                authorization: format!("Bearer {access}"),
                realm: brand.ok_or(Failure::Missing("brand"))?.realm.clone(),
            },
        })
    }
}
