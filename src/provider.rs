//! Providers: the catalogue, your own OAuth 2.0 and OpenID Connect providers, magic links, and passkeys.
//!
//! | provider | feature | registered with |
//! | --- | --- | --- |
//! | one of the catalogue, such as `GitHub` | `oauth` | `.provider(GitHub::from_env()?)` |
//! | your own, under [`#[auth::provider(…)]`](macro@crate::provider) | `oauth` | `.provider(acme::from_env()?)` |
//! | magic links: `Email` | `email` | `.email(Email::from_env()?)` |
//! | passkeys: `Passkey` | `passkey` | `.passkey(Passkey::new())` |
//! | codes by telephone: `Sms` | `sms` | `.sms(Sms::new(channel))` |
//! | passwords, kept by the library: `Passwords` | `password` | `.passwords(Passwords::new())` |
//! | a sign-in form, under [`#[auth::credentials]`](macro@crate::credentials) | | `.credentials::<login>()` |
//!
//! Each type of the catalogue is made from a client ID and a secret, and has the methods of `OAuthProvider`:
//!
//! ```
//! # #[cfg(feature = "oauth")]
//! # fn main() {
//! use auth::{Auth, provider::{GitHub, Keycloak}};
//!
//! let builder = Auth::builder()
//!     .provider(GitHub::new("client-id", "client-secret").scope("read:user user:email"))
//!     .provider(Keycloak::new("client-id", "client-secret").issuer("https://sso.example.com/realms/staff"));
//! # }
//! # #[cfg(not(feature = "oauth"))]
//! # fn main() {}
//! ```
//!
//! The redirect URI to register at a provider is `https://app.example.com/auth/callback/{id}`. A profile function maps
//! what the provider sends to a [`ProfileUser`]; its tokens arrive as a [`TokenSet`]. Users see a provider as a
//! [`PublicProvider`], the JSON of `GET /auth/providers`.

#[cfg(feature = "email")]
pub mod email;
#[cfg(feature = "oauth")]
pub mod oauth;
#[cfg(feature = "oauth")]
pub mod profile;
#[cfg(feature = "sms")]
pub mod sms;
#[cfg(feature = "passkey")]
pub mod webauthn;

#[cfg(feature = "email")]
#[doc(inline)]
pub use auth_core::provider::email::Email;
#[cfg(feature = "sms")]
#[doc(inline)]
pub use auth_core::provider::sms::Sms;
#[cfg(feature = "passkey")]
#[doc(inline)]
pub use auth_core::provider::webauthn::Passkey;
#[cfg(feature = "oauth")]
#[doc(inline)]
pub use auth_core::provider::{
    Apple, Asgardeo, Atlassian, Auth0, Authentik, AzureAD, AzureADB2C, AzureDevOps, BankIDNorge, BattleNet,
    BeyondIdentity, Bitbucket, BoxCom, BoxyHQSaml, Bungie, ClickUp, Cognito, Coinbase, Concept2, Descope,
    Discord, Dribbble, Dropbox, DuendeIdentityServer6, EveOnline, Eventbrite, Facebook, Faceit, Figma,
    FortyTwoSchool, Foursquare, FreshBooks, Frontegg, FusionAuth, GitHub, GitLab, Google, HubSpot,
    HuggingFace, IdentityServer4, Instagram, Kakao, Keycloak, Kinde, Line, LinkedIn, Logto, MailRu,
    Mailchimp, Mastodon, Mattermost, Medium, MicrosoftEntraId, Naver, NetSuite, Netlify, Nextcloud, Notion,
    Okta, OneLogin, OryHydra, Osso, Osu, Passage, Patreon, PingIdentity, Pinterest, Pipedrive, Reddit,
    Roblox, Salesforce, SimpleLogin, Slack, Spotify, Strava, Threads, TikTok, Todoist, Trakt, Twitch,
    Twitter, UnitedEffects, Vipps, Vk, WeChat, Webex, Wikimedia, WordPress, WorkOS, Yandex, Zitadel, Zoho,
    Zoom,
};
#[cfg(feature = "password")]
#[doc(inline)]
pub use auth_core::{check::password::BreachQuery, provider::passwords::Passwords};

#[cfg(any(feature = "oauth", feature = "passkey"))]
#[doc(inline)]
pub use auth_core::check::CheckError;
#[doc(inline)]
pub use auth_core::contract::{
    AccountType, Address, ProfileUser, ProviderId, ProviderType, PublicProvider, StandardClaims, TokenSet,
};
#[cfg(feature = "oauth")]
#[doc(inline)]
pub use auth_core::{
    flow::{ProviderTokens, ProviderTokensError},
    http::{HttpClient, HttpError, HttpFuture, ReqwestClient},
};

/// The traits behind `#[auth::provider]`, which compiler messages name by this path. They are not public API.
#[cfg(feature = "oauth")]
#[doc(hidden)]
pub use auth_core::provider::oauth::{
    ConfiguredProvider,
    callback::{ProviderArgument, ProviderCallback, ProviderOutcome, ProviderProfile},
};
