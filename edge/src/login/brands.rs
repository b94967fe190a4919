//! The brands that one can log in with.

use serde::Serialize;
use shared::brand::Brand;
use shared::problem::{Code, Problem};

use crate::context::{Context, Ports};
use crate::settings::{BrandSettings, Settings};

/// A brand on offer.
#[derive(Debug, Serialize)]
#[cfg_attr(all(test, not(target_arch = "wasm32")), derive(schemars::JsonSchema))]
#[cfg_attr(
    all(test, not(target_arch = "wasm32")),
    schemars(rename = "BrandOffer")
)]
#[serde(rename_all = "camelCase")]
pub struct Offer {
    /// Its short name.
    brand: Brand,
    /// Its name as people write it.
    name: &'static str,
    /// Where to log in with it, from a page of the service's own site.
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

/// The settings of the brand of that name, if it is on offer.
pub fn named<'a>(settings: &'a Settings, name: Option<&str>) -> Result<&'a BrandSettings, Problem> {
    let brand = name.and_then(|name| name.parse::<Brand>().ok());
    brand
        .and_then(|brand| settings.brand(brand))
        .ok_or_else(|| {
            let brands = settings.brands.iter();
            let offered: Vec<_> = brands.map(|settings| settings.brand.slug()).collect();
            Problem::new(Code::UnknownBrand)
                .with_parameter("brand")
                .with_detail(format!("brand is one of {}", offered.join(", ")))
        })
}
