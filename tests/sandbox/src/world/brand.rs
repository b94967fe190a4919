//! The brands, as the manufacturer's own table has them.

use serde::Serialize;

/// A brand of the former PSA group. Serialized as its plain name in lower case.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Brand {
    /// Peugeot.
    Peugeot,
    /// Citroën.
    Citroen,
    /// DS Automobiles.
    Ds,
    /// Opel.
    Opel,
    /// Vauxhall.
    Vauxhall,
}

impl Brand {
    /// Every brand.
    pub(crate) const ALL: [Self; 5] = [
        Self::Peugeot,
        Self::Citroen,
        Self::Ds,
        Self::Opel,
        Self::Vauxhall,
    ];

    /// The plain name, as in a `.test` host name.
    pub(crate) const fn slug(self) -> &'static str {
        match self {
            Self::Peugeot => "peugeot",
            Self::Citroen => "citroen",
            Self::Ds => "ds",
            Self::Opel => "opel",
            Self::Vauxhall => "vauxhall",
        }
    }

    /// The name as customers read it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Peugeot => "Peugeot",
            Self::Citroen => "Citroën",
            Self::Ds => "DS",
            Self::Opel => "Opel",
            Self::Vauxhall => "Vauxhall",
        }
    }

    /// The one-letter form that some answers carry in place of the name.
    pub(crate) const fn letter(self) -> &'static str {
        match self {
            Self::Peugeot => "P",
            Self::Citroen => "C",
            Self::Ds => "D",
            Self::Opel => "O",
            Self::Vauxhall => "V",
        }
    }

    /// The domain whose `idpcvs` host logs this brand's drivers in.
    pub(crate) const fn tld(self) -> &'static str {
        match self {
            Self::Peugeot => "peugeot.com",
            Self::Citroen => "citroen.com",
            Self::Ds => "driveds.com",
            Self::Opel => "opel.com",
            Self::Vauxhall => "vauxhall.co.uk",
        }
    }

    /// The identity provider's host in browser tests: the real one's first label under `.test`.
    pub(crate) const fn test_host(self) -> &'static str {
        match self {
            Self::Peugeot => "idpcvs.peugeot.test",
            Self::Citroen => "idpcvs.citroen.test",
            Self::Ds => "idpcvs.driveds.test",
            Self::Opel => "idpcvs.opel.test",
            Self::Vauxhall => "idpcvs.vauxhall.test",
        }
    }

    /// The realm that issues this brand's tokens.
    pub(crate) const fn realm(self) -> &'static str {
        match self {
            Self::Peugeot => "clientsB2CPeugeot",
            Self::Citroen => "clientsB2CCitroen",
            Self::Ds => "clientsB2CDS",
            Self::Opel => "clientsB2COpel",
            Self::Vauxhall => "clientsB2CVauxhall",
        }
    }

    /// The head of this brand's customer identifiers.
    pub(crate) const fn customer_prefix(self) -> &'static str {
        match self {
            Self::Peugeot => "AP-ACNT",
            Self::Citroen => "AC-ACNT",
            Self::Ds => "DS-ACNT",
            Self::Opel => "OP-ACNT",
            Self::Vauxhall => "VX-ACNT",
        }
    }

    /// The world manufacturer identifier that begins this brand's VINs.
    pub(crate) const fn manufacturer(self) -> &'static str {
        match self {
            Self::Peugeot => "VF3",
            Self::Citroen => "VF7",
            Self::Ds => "VR1",
            Self::Opel | Self::Vauxhall => "W0V",
        }
    }
}
