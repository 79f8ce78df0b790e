//! Providers: the catalogue, custom OAuth 2.0 and OpenID Connect providers, magic links, and passkeys.
//!
//! Each type of the catalogue is a provider that an application configures with a client ID and a secret, for
//! example `GitHub::from_env()?`, and passes to `.provider(…)`. A provider that is missing here is one attribute
//! away: [`#[auth::provider]`](macro@crate::provider).

#[cfg(feature = "email")]
#[doc(inline)]
pub use auth_core::provider::email::Email;
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

/// Custom providers of OAuth 2.0 and OpenID Connect, and the options that all of them have.
#[cfg(feature = "oauth")]
pub mod oauth {
    #[doc(inline)]
    pub use auth_core::provider::oauth::{
        AppleKey, ClientAuthMethod, Definition, IdTokenAlgorithm, Lookup, LookupError, MissingVariable,
        OAuth2, OAuthProvider, Oidc, PrivateKey, ProviderConfigError, TokenAnswer, UserInfo, UserProfile,
        Vendor,
    };
}

/// The profiles of the catalogue: a user, as a provider's API or ID token describes it.
#[cfg(feature = "oauth")]
pub mod profile {
    #[doc(inline)]
    pub use auth_core::provider::profile::*;
}

/// Magic links: mails, and how they are sent. [`EmailAddress`](crate::EmailAddress) is their recipient.
#[cfg(feature = "email")]
pub mod email {
    #[doc(inline)]
    pub use auth_core::provider::email::{
        ConsoleTransport, EmailVariableError, InvalidSender, InvalidSmtpUrl, Mail, MailBody, MailError,
        MailTemplate, MailTransport, Sender, SignInLink, SmtpTransport,
    };
}

/// Passkeys: their errors.
#[cfg(feature = "passkey")]
pub mod webauthn {
    #[doc(inline)]
    pub use auth_core::provider::webauthn::{InvalidResponse, PasskeyConfigError, WebAuthnError};
}

/// The traits behind `#[auth::provider]`, which compiler messages name by this path. They are not public API.
#[cfg(feature = "oauth")]
#[doc(hidden)]
pub use auth_core::provider::oauth::callback::{
    ConfiguredProvider, ProviderArgument, ProviderCallback, ProviderOutcome, ProviderProfile,
};
