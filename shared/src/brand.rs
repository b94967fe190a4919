//! The brands: where their drivers log in, their realm, and what a VIN says of them.
//!
//! Source: the manufacturer's table of brands and realms. That table spells Peugeot's realm
//! without its second `e` and appends `/OTP…`; the identity provider itself uses the plain names
//! given here, so these are the defaults and a deployment overrides them where its contract says
//! otherwise.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

macro_rules! brands {
    ($( $(#[$doc:meta])* $brand:ident $slug:literal $name:literal {
        tld $tld:literal,
        realm $realm:literal,
        vin $($prefix:literal)+,
        also $($spelling:literal)+,
    } )+) => {
        /// A brand whose drivers can log in.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Brand { $( $(#[$doc])* $brand, )+ }

        impl Brand {
            /// Every brand, in the order in which they are offered.
            pub const ALL: [Self; [$($slug),+].len()] = [$(Self::$brand),+];

            /// The name in URLs and settings: `citroen`.
            pub const fn slug(self) -> &'static str {
                match self { $( Self::$brand => $slug, )+ }
            }

            /// The name for people: `Citroën`.
            pub const fn name(self) -> &'static str {
                match self { $( Self::$brand => $name, )+ }
            }

            /// `{brand.tld}` of the manufacturer's pages: the login host is `idpcvs.{tld}`.
            pub const fn tld(self) -> &'static str {
                match self { $( Self::$brand => $tld, )+ }
            }

            /// The realm its tokens belong to, unless a deployment overrides it.
            pub const fn realm(self) -> &'static str {
                match self { $( Self::$brand => $realm, )+ }
            }

            /// The world manufacturer identifiers (ISO 3780, the first three characters of a VIN)
            /// under which its cars are built.
            pub const fn vin_prefixes(self) -> &'static [&'static str] {
                match self { $( Self::$brand => &[$($prefix),+], )+ }
            }

            /// The brand of a spelling in lower case without accents.
            fn spelled(folded: &str) -> Option<Self> {
                match folded {
                    $( $slug $(| $spelling)+ => Some(Self::$brand), )+
                    _ => None,
                }
            }
        }

        /// The text is the name of no brand that is known here.
        #[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
        #[error("{}", concat!("not one of", $(" ", $slug),+))]
        pub struct UnknownBrand;
    };
}

// Where else a brand stands: CONTRIBUTING.md, "Adding a brand". `also` are spellings of the
// manufacturer's.
brands! {
    /// Peugeot
    Peugeot "peugeot" "Peugeot" {
        tld "peugeot.com",
        realm "clientsB2CPeugeot",
        vin "VF3" "VR3",
        also "p" "ap",
    }
    /// Citroën
    Citroen "citroen" "Citroën" {
        tld "citroen.com",
        realm "clientsB2CCitroen",
        vin "VF7" "VR7",
        also "c" "ac",
    }
    /// DS Automobiles
    Ds "ds" "DS" {
        tld "driveds.com",
        realm "clientsB2CDS",
        vin "VR1",
        also "ds automobiles" "driveds" "d",
    }
    /// Opel
    Opel "opel" "Opel" {
        tld "opel.com",
        realm "clientsB2COpel",
        vin "W0L" "W0V" "VXK" "VXE",
        also "o" "op",
    }
    /// Vauxhall, whose cars are Opel's, with the same VINs.
    Vauxhall "vauxhall" "Vauxhall" {
        tld "vauxhall.co.uk",
        realm "clientsB2CVauxhall",
        vin "W0L" "W0V" "VXK" "VXE",
        also "v" "vx",
    }
}

impl Brand {
    /// The brand a VIN speaks of. Where two brands share the prefix, `login`, the brand the
    /// driver logged in with, decides if it is one of them; else the first.
    pub fn from_vin(vin: &str, login: Option<Self>) -> Option<Self> {
        let of = |brand: Self| {
            brand.vin_prefixes().iter().any(|prefix| {
                vin.get(..prefix.len())
                    .is_some_and(|head| head.eq_ignore_ascii_case(prefix))
            })
        };
        login
            .filter(|brand| of(*brand))
            .or_else(|| Self::ALL.into_iter().find(|brand| of(*brand)))
    }
}

impl FromStr for Brand {
    type Err = UnknownBrand;

    /// Reads any reasonable spelling: a name in any case, with or without its accent, or the
    /// one-letter and two-letter codes that the upstream uses.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let folded: String = text
            .trim()
            .chars()
            .flat_map(char::to_lowercase)
            // The accent may come as a letter of its own (U+0308) after a plain e.
            .filter(|c| *c != '\u{308}')
            .map(|c| if c == 'ë' { 'e' } else { c })
            .collect();
        Self::spelled(&folded).ok_or(UnknownBrand)
    }
}

impl fmt::Display for Brand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.slug())
    }
}

impl Serialize for Brand {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.slug())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_reasonable_spelling_names_a_brand() {
        for (text, brand) in [
            ("peugeot", Brand::Peugeot),
            (" PEUGEOT ", Brand::Peugeot),
            ("Citroën", Brand::Citroen),
            ("CITROËN", Brand::Citroen),
            ("Citroe\u{308}n", Brand::Citroen),
            ("citroen", Brand::Citroen),
            ("C", Brand::Citroen),
            ("DS Automobiles", Brand::Ds),
            ("DS", Brand::Ds),
            ("Opel", Brand::Opel),
            ("VX", Brand::Vauxhall),
        ] {
            assert_eq!(text.parse(), Ok(brand), "{text}");
        }
    }

    #[test]
    fn another_makers_name_is_no_brand_of_ours() {
        for text in ["", "fiat", "peugeot.com", "citron", "p e"] {
            assert_eq!(text.parse::<Brand>(), Err(UnknownBrand), "{text}");
        }
    }

    #[test]
    fn what_is_no_brand_is_told_which_there_are() {
        let text = "not one of peugeot citroen ds opel vauxhall";
        assert_eq!(UnknownBrand.to_string(), text);
    }

    #[test]
    fn a_slug_and_a_name_read_back_as_their_brand() {
        for brand in Brand::ALL {
            assert_eq!(brand.slug().parse(), Ok(brand));
            assert_eq!(brand.name().parse(), Ok(brand));
        }
    }

    #[test]
    fn a_vin_names_its_brand_and_the_login_settles_a_shared_prefix() {
        for (vin, login, brand) in [
            ("VR3ATTENTJY186996", None, Some(Brand::Peugeot)),
            (
                "vf7sxhnz0000000001",
                Some(Brand::Peugeot),
                Some(Brand::Citroen),
            ),
            ("VR1URHNSSKW000001", None, Some(Brand::Ds)),
            ("W0VZT8GB0K1000001", None, Some(Brand::Opel)),
            (
                "W0VZT8GB0K1000001",
                Some(Brand::Vauxhall),
                Some(Brand::Vauxhall),
            ),
            ("WVWZZZ1JZXW000001", Some(Brand::Opel), None),
            ("V", None, None),
            ("", None, None),
            ("Vëë", None, None),
        ] {
            assert_eq!(Brand::from_vin(vin, login), brand, "{vin}");
        }
    }
}
