//! The one operation beside the table: what a car can do before a driver has enrolled it.
//!
//! It is of version 3 of the manufacturer's API, names the car by its VIN, and takes no driver's
//! token: an app asks for itself, by its client certificate and its `client_id`.

use super::call::{Call, InvalidCall};
use super::row::{Accept, Method, Operation};

/// What the paths of version 3 begin with.
const V3_BASE_PATH: &str = "/connectedcar/v3";
/// The characters of a VIN (ISO 3779 section 4).
const VIN_LENGTH: usize = 17;

/// What a car can do. It is no row of [`ALL`](super::ALL), so no path leads to it but the one
/// that [`Call::parse_eligibility`] knows.
pub static ELIGIBILITY: Operation = Operation {
    name: "ELIGIBILITY",
    method: Method::Get,
    base: V3_BASE_PATH,
    path: "/vehicle/{vin}",
    query: &["extension"],
    accept: Accept::Hal,
    requires: &[],
    uses: &[],
    deprecated: false,
};

impl Call {
    /// The question what the car of a VIN can do.
    ///
    /// # Errors
    ///
    /// [`InvalidCall::Id`] where the text is no VIN.
    pub fn eligibility(vin: &str) -> Result<Self, InvalidCall> {
        match is_vin(vin) {
            true => Self::new(&ELIGIBILITY, &[vin])?.with("extension", "onboardCapabilities"),
            false => Err(InvalidCall::Id),
        }
    }

    /// The same of a request with this method, whole raw path and raw query, if it asks that to the
    /// letter.
    pub fn parse_eligibility(method: &str, path: &str, query: Option<&str>) -> Option<Self> {
        let below = path.strip_prefix(V3_BASE_PATH)?;
        let call = Self::eligibility(below.strip_prefix("/vehicle/")?).ok()?;
        (method == ELIGIBILITY.method.as_str() && query == call.query()).then_some(call)
    }
}

/// Whether a text has the form of a VIN: 17 capital letters and digits, and none of I, O and Q,
/// which look like digits.
pub fn is_vin(text: &str) -> bool {
    let is_of_it =
        |byte: u8| byte.is_ascii_digit() || byte.is_ascii_uppercase() && !b"IOQ".contains(&byte);
    text.len() == VIN_LENGTH && text.bytes().all(is_of_it)
}

#[cfg(test)]
mod tests {
    use super::*;

    const VIN: &str = "VR3ATTENTJY186996";
    const PATH: &str = "/connectedcar/v3/vehicle/VR3ATTENTJY186996";
    const QUERY: Option<&str> = Some("extension=onboardCapabilities");

    #[test]
    fn a_call_names_the_car_and_is_found_again() {
        let call = Call::eligibility(VIN).unwrap();
        assert_eq!((call.path(), call.query()), (PATH, QUERY));
        assert_eq!(Call::parse_eligibility("GET", PATH, QUERY), Some(call));
    }

    #[test]
    fn whatever_is_written_otherwise_is_no_such_call() {
        for (method, path, query) in [
            ("POST", PATH, QUERY),
            ("GET", "/connectedcar/v4/vehicle/VR3ATTENTJY186996", QUERY),
            ("GET", "/connectedcar/v3/vehicles/VR3ATTENTJY186996", QUERY),
            ("GET", "/vehicle/VR3ATTENTJY186996", QUERY),
            ("GET", "/connectedcar/v3/vehicle/VR3ATTENTJY186996/", QUERY),
            ("GET", "/connectedcar/v3/vehicle/VR3ATTENTJY18699", QUERY),
            ("GET", "/connectedcar/v3/vehicle/", QUERY),
            ("GET", PATH, None),
            ("GET", PATH, Some("")),
            ("GET", PATH, Some("extension=branding")),
            ("GET", PATH, Some("extension=onboardCapabilities&x=")),
        ] {
            let parsed = Call::parse_eligibility(method, path, query);
            assert_eq!(parsed, None, "{method} {path} {query:?}");
        }
        assert!(Call::parse("GET", "/vehicle/VR3ATTENTJY186996", QUERY).is_err());
    }

    #[test]
    fn a_vin_has_17_capitals_and_digits_and_none_that_look_alike() {
        for good in [VIN, "00000000000000000", "ABCDEFGHJKLMNPRST"] {
            assert!(is_vin(good), "{good}");
        }
        for bad in [
            "",
            "VR3ATTENTJY18699",
            "VR3ATTENTJY1869960",
            "vr3attentjy186996",
            "VR3ATTENTJY18699I",
            "VR3ATTENTJY18699O",
            "VR3ATTENTJY18699Q",
            "VR3ATTENTJY18699-",
            "VR3ATTENTJY18699 ",
            "VR3ATTENTJY1869é",
            "../ATTENTJY186996",
        ] {
            assert!(!is_vin(bad), "{bad}");
            assert_eq!(Call::eligibility(bad), Err(InvalidCall::Id), "{bad}");
        }
    }
}
