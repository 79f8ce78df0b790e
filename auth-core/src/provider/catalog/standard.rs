//! The OpenID Connect providers with the standard claims, which differ only in a few values.

use super::prelude::*;

vendor! {
    /// Asgardeo, WSO2's identity service. Variables: `AUTH_ASGARDEO_ID`, `AUTH_ASGARDEO_SECRET`,
    /// `AUTH_ASGARDEO_ISSUER`.
    ///
    /// The issuer is `https://api.asgardeo.io/t/{organization}/oauth2/token`, as Asgardeo's metadata states
    /// it. Register `…/auth/callback/asgardeo` as an authorized redirect URL of a standard-based application.
    Asgardeo = Definition::oidc("asgardeo", "Asgardeo").brand_color(Color::rgb(0x00, 0x00, 0x00));

    /// Auth0. Variables: `AUTH_AUTH0_ID`, `AUTH_AUTH0_SECRET`, `AUTH_AUTH0_ISSUER`.
    ///
    /// The issuer is the tenant's domain: `https://{tenant}.{region}.auth0.com/`. Register
    /// `…/auth/callback/auth0` as an allowed callback URL of a regular web application at
    /// <https://manage.auth0.com>.
    Auth0 = Definition::oidc("auth0", "Auth0").brand_color(Color::rgb(0xeb, 0x54, 0x24));

    /// An authentik installation. Variables: `AUTH_AUTHENTIK_ID`, `AUTH_AUTHENTIK_SECRET`,
    /// `AUTH_AUTHENTIK_ISSUER`.
    ///
    /// The issuer is that of the application: `https://{domain}/application/o/{slug}/`. Register
    /// `…/auth/callback/authentik` as a redirect URI of its OAuth2 provider, and give that provider a signing
    /// key: without one, it signs with the client secret.
    Authentik = Definition::oidc("authentik", "Authentik");

    /// A user pool of Amazon Cognito. Variables: `AUTH_COGNITO_ID`, `AUTH_COGNITO_SECRET`,
    /// `AUTH_COGNITO_ISSUER`.
    ///
    /// The issuer is `https://cognito-idp.{region}.amazonaws.com/{pool id}`. Register
    /// `…/auth/callback/cognito` as an allowed callback URL of an app client with a secret, and allow the
    /// scopes `openid`, `profile` and `email` for it.
    Cognito = Definition::oidc("cognito", "Cognito").brand_color(Color::rgb(0xc1, 0x7b, 0x9e));

    /// Descope. Variables: `AUTH_DESCOPE_ID`, `AUTH_DESCOPE_SECRET`; `AUTH_DESCOPE_ISSUER` for a custom
    /// domain.
    ///
    /// The client ID is the ID of the project, and the secret is an access key. Register
    /// `…/auth/callback/descope` in the project's federated application.
    Descope = Definition::oidc("descope", "Descope")
        .issuer("https://api.descope.com/{client_id}").brand_color(Color::rgb(0x1c, 0x1c, 0x23));

    /// An installation of Duende IdentityServer 6. Variables: `AUTH_DUENDE_IDENTITY_SERVER6_ID`,
    /// `AUTH_DUENDE_IDENTITY_SERVER6_SECRET`, `AUTH_DUENDE_IDENTITY_SERVER6_ISSUER`.
    ///
    /// The issuer is the URL of the installation. Register `…/auth/callback/duende-identity-server6` as a
    /// redirect URI of a client with the authorization code grant. Duende leaves the user's claims out of ID
    /// tokens unless the client's `AlwaysIncludeUserClaimsInIdToken` is set.
    DuendeIdentityServer6 = Definition::oidc("duende-identity-server6", "DuendeIdentityServer6");

    /// Frontegg. Variables: `AUTH_FRONTEGG_ID`, `AUTH_FRONTEGG_SECRET`, `AUTH_FRONTEGG_ISSUER`.
    ///
    /// The issuer is the domain of the environment, without a trailing slash:
    /// `https://{subdomain}.frontegg.com`. Register `…/auth/callback/frontegg` as a redirect URL of the
    /// hosted login.
    Frontegg = Definition::oidc("frontegg", "Frontegg")
        .discovery("{issuer}/oauth/.well-known/openid-configuration")
        .authorization("{issuer}/oauth/authorize")
        .token("{issuer}/oauth/token")
        .userinfo("{issuer}/identity/resources/users/v2/me");

    /// Hugging Face. Variables: `AUTH_HUGGINGFACE_ID`, `AUTH_HUGGINGFACE_SECRET`.
    ///
    /// Register `…/auth/callback/huggingface` as a redirect URL of an application at
    /// <https://huggingface.co/settings/applications/new>, with the scopes `openid`, `profile` and `email`.
    HuggingFace = Definition::oidc("huggingface", "Hugging Face")
        .issuer("https://huggingface.co").brand_color(Color::rgb(0xff, 0xd2, 0x1e));

    /// Ory Hydra, in the Ory Network or self-hosted. Variables: `AUTH_HYDRA_ID`, `AUTH_HYDRA_SECRET`,
    /// `AUTH_HYDRA_ISSUER`.
    ///
    /// The issuer is that of the project: `https://{slug}.projects.oryapis.com`. Register
    /// `…/auth/callback/hydra` as a redirect URI of the client.
    OryHydra = Definition::oidc("hydra", "Hydra");

    /// An installation of IdentityServer4. Variables: `AUTH_IDENTITY_SERVER4_ID`,
    /// `AUTH_IDENTITY_SERVER4_SECRET`, `AUTH_IDENTITY_SERVER4_ISSUER`.
    ///
    /// The issuer is the URL of the installation. Register `…/auth/callback/identity-server4` as a redirect
    /// URI of a client with the authorization code grant. IdentityServer leaves the user's claims out of ID
    /// tokens unless the client's `AlwaysIncludeUserClaimsInIdToken` is set.
    IdentityServer4 = Definition::oidc("identity-server4", "IdentityServer4");

    /// A realm of a Keycloak installation. Variables: `AUTH_KEYCLOAK_ID`, `AUTH_KEYCLOAK_SECRET`,
    /// `AUTH_KEYCLOAK_ISSUER`.
    ///
    /// The issuer is the realm: `https://{domain}/realms/{realm}`. Register `…/auth/callback/keycloak` as a
    /// valid redirect URI of a client with client authentication and the standard flow.
    Keycloak = Definition::oidc("keycloak", "Keycloak").brand_color(Color::rgb(0x42, 0x8b, 0xca));

    /// Kinde. Variables: `AUTH_KINDE_ID`, `AUTH_KINDE_SECRET`, `AUTH_KINDE_ISSUER`.
    ///
    /// The issuer is the business's domain: `https://{business}.kinde.com`, or a custom domain. Register
    /// `…/auth/callback/kinde` as an allowed callback URL of a back-end web application.
    Kinde = Definition::oidc("kinde", "Kinde");

    /// LINE. Variables: `AUTH_LINE_ID`, `AUTH_LINE_SECRET`.
    ///
    /// Register `…/auth/callback/line` as a callback URL of a LINE Login channel at
    /// <https://developers.line.biz/console/>. Only channels that have applied for it receive the e-mail
    /// address. ID tokens are signed with the client secret.
    Line = Definition::oidc("line", "LINE")
        .issuer("https://access.line.me").without_pkce().id_token_algorithm(IdTokenAlgorithm::HS256)
        .brand_color(Color::rgb(0x00, 0xc3, 0x00));

    /// Okta. Variables: `AUTH_OKTA_ID`, `AUTH_OKTA_SECRET`, `AUTH_OKTA_ISSUER`.
    ///
    /// The issuer is that of an authorization server: `https://{domain}.okta.com`, or
    /// `https://{domain}.okta.com/oauth2/default`. Register `…/auth/callback/okta` as a sign-in redirect URI
    /// of a web application.
    Okta = Definition::oidc("okta", "Okta").brand_color(Color::rgb(0x00, 0x00, 0x00));

    /// OneLogin. Variables: `AUTH_ONELOGIN_ID`, `AUTH_ONELOGIN_SECRET`, `AUTH_ONELOGIN_ISSUER`.
    ///
    /// The issuer has the path `/oidc/2`: `https://{subdomain}.onelogin.com/oidc/2`. Register
    /// `…/auth/callback/onelogin` as a redirect URI of an OpenID Connect application.
    OneLogin = Definition::oidc("onelogin", "OneLogin");

    /// Passage by 1Password. Variables: `AUTH_PASSAGE_ID`, `AUTH_PASSAGE_SECRET`, `AUTH_PASSAGE_ISSUER`.
    ///
    /// The issuer is the application's domain: `https://{subdomain}.withpassage.com`. Register
    /// `…/auth/callback/passage` as an allowed callback URL of a hosted application.
    Passage = Definition::oidc("passage", "Passage").brand_color(Color::rgb(0x3d, 0x53, 0xf6));

    /// Ping Identity (PingOne). Variables: `AUTH_PING_ID_ID`, `AUTH_PING_ID_SECRET`, `AUTH_PING_ID_ISSUER`.
    ///
    /// The issuer is that of the environment: `https://auth.pingone.com/{environment}/as`. Register
    /// `…/auth/callback/ping-id` as a redirect URI of an OIDC web application.
    PingIdentity = Definition::oidc("ping-id", "Ping Identity");

    /// Roblox. Variables: `AUTH_ROBLOX_ID`, `AUTH_ROBLOX_SECRET`.
    ///
    /// Register `…/auth/callback/roblox` as a redirect URL at
    /// <https://create.roblox.com/dashboard/credentials>. Roblox provides no e-mail address.
    Roblox = Definition::oidc("roblox", "Roblox")
        .issuer("https://apis.roblox.com/oauth/").scope("openid profile")
        .brand_color(Color::rgb(0x58, 0x65, 0xf2));

    /// Salesforce. Variables: `AUTH_SALESFORCE_ID`, `AUTH_SALESFORCE_SECRET`; `AUTH_SALESFORCE_ISSUER` for
    /// a host other than `https://login.salesforce.com`: a sandbox (`https://test.salesforce.com`) or a
    /// custom domain.
    ///
    /// Register `…/auth/callback/salesforce` as a callback URL of a connected app. The profile comes from the
    /// userinfo endpoint.
    Salesforce = Definition::oidc("salesforce", "Salesforce")
        .issuer("https://login.salesforce.com").profile_from_userinfo()
        .brand_color(Color::rgb(0x00, 0xa1, 0xe0));

    /// Slack. Variables: `AUTH_SLACK_ID`, `AUTH_SLACK_SECRET`.
    ///
    /// Register `…/auth/callback/slack` as a redirect URL at <https://api.slack.com/apps>; Slack accepts only
    /// `https`. A user has a different ID in each workspace.
    Slack = Definition::oidc("slack", "Slack")
        .issuer("https://slack.com").without_pkce().brand_color(Color::rgb(0x61, 0x1f, 0x69));

    /// United Effects. Variables: `AUTH_UNITED_EFFECTS_ID`, `AUTH_UNITED_EFFECTS_SECRET`,
    /// `AUTH_UNITED_EFFECTS_ISSUER`.
    ///
    /// The issuer is that of the auth group: `https://auth.unitedeffects.com/{group}`. Register
    /// `…/auth/callback/united-effects` as a redirect URI of the client.
    UnitedEffects = Definition::oidc("united-effects", "United Effects")
        .scope("openid email profile")
        .authorization_param("resource", "{issuer}");

    /// Vipps MobilePay Login. Variables: `AUTH_VIPPS_ID`, `AUTH_VIPPS_SECRET`; for tests also
    /// `AUTH_VIPPS_ISSUER`: `https://apitest.vipps.no/access-management-1.0/access/`.
    ///
    /// Register `…/auth/callback/vipps` as a redirect URI of the sales unit at
    /// <https://portal.vippsmobilepay.com>. The profile comes from the userinfo endpoint.
    Vipps = Definition::oidc("vipps", "Vipps")
        .issuer("https://api.vipps.no/access-management-1.0/access/").scope("openid name email")
        .profile_from_userinfo().brand_color(Color::rgb(0xf0, 0x5c, 0x18));

    /// ZITADEL. Variables: `AUTH_ZITADEL_ID`, `AUTH_ZITADEL_SECRET`, `AUTH_ZITADEL_ISSUER`.
    ///
    /// The issuer is the instance's domain: `https://{instance}.zitadel.cloud`. Register
    /// `…/auth/callback/zitadel` as a redirect URI of a web application that authenticates by Basic.
    Zitadel = Definition::oidc("zitadel", "ZITADEL");
}
