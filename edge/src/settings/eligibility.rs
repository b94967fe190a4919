//! `ELIGIBILITY`: who may ask what a car can do that no driver has enrolled.

use super::reader::Reader;

/// Who may ask.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Eligibility {
    /// Nobody.
    #[default]
    Off,
    /// The owner of the service, by their key.
    Owner,
    /// Every page of the service's and the listed ones, so many times.
    Public,
}

impl Eligibility {
    /// Each of them.
    pub const ALL: [Self; 3] = [Self::Off, Self::Owner, Self::Public];

    /// What the setting is, and `off` where it is empty.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Owner => "owner",
            Self::Public => "public",
        }
    }
}

/// Reads the setting. `has_owner_key` is whether the owner has a key to show.
pub(super) fn read(reader: &mut Reader<'_>, has_owner_key: bool) -> Eligibility {
    const NAME: &str = "ELIGIBILITY";
    let read = reader.optional(NAME, |text| match text {
        "owner" => Ok(Eligibility::Owner),
        "public" => Ok(Eligibility::Public),
        _ => Err("owner or public; empty for nobody".to_owned()),
    });
    if read == Some(Eligibility::Owner) && !has_owner_key {
        reader.fault(NAME, "owner, for whom OWNER_KEY has to be set");
    }
    read.unwrap_or_default()
}
