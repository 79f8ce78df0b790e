//! The standard claims of a profile in OpenID Connect.

use serde::{Deserialize, Serialize};

/// The standard claims of OpenID Connect Core section 5.1 (Auth.js: `Profile`). All are optional.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct StandardClaims {
    /// The subject: the user's ID at the provider, which is never reassigned.
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
    /// The name that the user wants to be addressed by. It is not unique.
    pub preferred_username: Option<String>,
    /// The URL of a profile page.
    pub profile: Option<String>,
    /// The URL of a picture.
    pub picture: Option<String>,
    /// The URL of a web page.
    pub website: Option<String>,
    /// The e-mail address. It proves nothing unless [`email_verified`](Self::email_verified) is true.
    pub email: Option<String>,
    /// `true` if the provider has verified the e-mail address.
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
    /// The whole address, as on a mailing label.
    pub formatted: Option<String>,
    /// The street and house number.
    pub street_address: Option<String>,
    /// The city.
    pub locality: Option<String>,
    /// The state, province or region.
    pub region: Option<String>,
    /// The postal code.
    pub postal_code: Option<String>,
    /// The country.
    pub country: Option<String>,
}
