//! The claims of a profile that OpenID Connect names.

use serde::{Deserialize, Serialize};

/// The standard claims of OpenID Connect Core section 5.1, every one optional (Auth.js: `Profile`).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct StandardClaims {
    /// The subject: the user's id at the provider, never reassigned.
    pub sub: Option<String>,
    /// The full name.
    pub name: Option<String>,
    /// The given name.
    pub given_name: Option<String>,
    /// The family name.
    pub family_name: Option<String>,
    /// The middle name.
    pub middle_name: Option<String>,
    /// A casual name.
    pub nickname: Option<String>,
    /// The name by which the user wants to be addressed; not unique.
    pub preferred_username: Option<String>,
    /// The URL of a profile page.
    pub profile: Option<String>,
    /// The URL of a picture.
    pub picture: Option<String>,
    /// The URL of a web page.
    pub website: Option<String>,
    /// The e-mail address. Proof of nothing unless [`email_verified`](Self::email_verified) is true.
    pub email: Option<String>,
    /// Whether the provider has verified the e-mail address.
    pub email_verified: Option<bool>,
    /// The gender, as free text.
    pub gender: Option<String>,
    /// The birthday, `YYYY-MM-DD`.
    pub birthdate: Option<String>,
    /// The time zone, for example `Europe/Paris`.
    pub zoneinfo: Option<String>,
    /// The locale, for example `en-US`.
    pub locale: Option<String>,
    /// The telephone number.
    pub phone_number: Option<String>,
    /// The postal address.
    pub address: Option<Address>,
}

/// The address claim (OpenID Connect Core section 5.1.1).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Address {
    /// The whole address, as on a label.
    pub formatted: Option<String>,
    /// Street and house number.
    pub street_address: Option<String>,
    /// City.
    pub locality: Option<String>,
    /// State, province or region.
    pub region: Option<String>,
    /// Postal code.
    pub postal_code: Option<String>,
    /// Country.
    pub country: Option<String>,
}
