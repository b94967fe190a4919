//! The brands that one can log in with.

use serde::Serialize;
use shared::brand::Brand;

use crate::context::{Context, Ports};

/// A brand on offer.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Offer {
    brand: Brand,
    name: &'static str,
    login_url: String,
}

/// The brands on offer, in the order of the settings.
pub fn on_offer<P: Ports>(context: &Context<'_, P>) -> Vec<Offer> {
    let brands = context.settings.brands.iter();
    brands
        .map(|settings| Offer {
            brand: settings.brand,
            name: settings.brand.name(),
            login_url: context.login_url(Some(settings.brand)),
        })
        .collect()
}
