//! The vendors of the catalogue, one file each: a definition, a profile, and what makes a user of it.

mod apple;
mod asgardeo;
mod atlassian;
mod auth0;
mod authentik;
mod azure_ad;
mod azure_ad_b2c;
mod azure_devops;
mod bankid_no;
mod battlenet;
mod beyondidentity;
mod bitbucket;
mod box_com;
mod boxyhq_saml;
mod bungie;
mod click_up;
mod cognito;
mod coinbase;
mod common;
mod concept2;
mod descope;
mod discord;
mod dribbble;
mod dropbox;
mod duende_identity_server6;
mod eventbrite;
mod eveonline;
mod facebook;
mod faceit;
mod figma;
#[cfg(test)]
mod fixture;
mod forty_two_school;
mod foursquare;
mod freshbooks;
mod frontegg;
mod fusionauth;
mod github;
mod gitlab;
mod google;
mod hubspot;
mod huggingface;
mod hydra;
mod identity_server4;
mod instagram;
mod kakao;
mod keycloak;
mod kinde;
mod line;
mod linkedin;
mod logto;
mod mailchimp;
mod mailru;
mod mastodon;
mod mattermost;
mod medium;
mod microsoft_entra_id;
mod naver;
mod netlify;
mod netsuite;
mod nextcloud;
mod notion;
mod okta;
mod onelogin;
mod osso;
mod osu;
mod passage;
mod patreon;
mod ping_id;
mod pinterest;
mod pipedrive;
mod reddit;
mod roblox;
mod salesforce;
mod simplelogin;
mod slack;
mod spotify;
mod strava;
mod threads;
mod tiktok;
mod todoist;
mod trakt;
mod twitch;
mod twitter;
mod united_effects;
mod vipps;
mod vk;
mod webex;
mod wechat;
mod wikimedia;
mod wordpress;
mod workos;
mod yandex;
mod zitadel;
mod zoho;
mod zoom;

pub use self::{
    apple::{Apple, AppleName, AppleProfile, AppleUser},
    asgardeo::Asgardeo,
    atlassian::{Atlassian, AtlassianProfile},
    auth0::Auth0,
    authentik::Authentik,
    azure_ad::AzureAD,
    azure_ad_b2c::{AzureADB2C, AzureADB2CProfile},
    azure_devops::{
        AzureDevOps, AzureDevOpsAttributes, AzureDevOpsAvatar, AzureDevOpsPicture, AzureDevOpsProfile,
    },
    bankid_no::{BankIDNorge, BankIDNorgeProfile},
    battlenet::{BattleNet, BattleNetProfile},
    beyondidentity::{BeyondIdentity, BeyondIdentityProfile},
    bitbucket::{Bitbucket, BitbucketLink, BitbucketLinks, BitbucketProfile},
    box_com::{BoxCom, BoxComProfile},
    boxyhq_saml::{BoxyHQSaml, BoxyHQSamlProfile},
    bungie::{Bungie, BungieProfile},
    click_up::{ClickUp, ClickUpProfile},
    cognito::Cognito,
    coinbase::{Coinbase, CoinbaseProfile},
    concept2::{Concept2, Concept2Profile},
    descope::Descope,
    discord::{Discord, DiscordProfile},
    dribbble::{Dribbble, DribbbleProfile},
    dropbox::{Dropbox, DropboxName, DropboxProfile},
    duende_identity_server6::DuendeIdentityServer6,
    eventbrite::{Eventbrite, EventbriteEmail, EventbriteProfile},
    eveonline::{EveOnline, EveOnlineProfile},
    facebook::{Facebook, FacebookPicture, FacebookPictureData, FacebookProfile},
    faceit::{Faceit, FaceitProfile},
    figma::{Figma, FigmaProfile},
    forty_two_school::{FortyTwoSchool, FortyTwoSchoolImage, FortyTwoSchoolProfile},
    foursquare::{Foursquare, FoursquareContact, FoursquarePhoto, FoursquareProfile},
    freshbooks::{FreshBooks, FreshBooksProfile},
    frontegg::Frontegg,
    fusionauth::{FusionAuth, FusionAuthProfile},
    github::{GitHub, GitHubProfile},
    gitlab::{GitLab, GitLabProfile},
    google::{Google, GoogleProfile},
    hubspot::{HubSpot, HubSpotProfile},
    huggingface::HuggingFace,
    hydra::OryHydra,
    identity_server4::IdentityServer4,
    instagram::{Instagram, InstagramProfile},
    kakao::{Kakao, KakaoAccount, KakaoAccountProfile, KakaoProfile},
    keycloak::Keycloak,
    kinde::Kinde,
    line::Line,
    linkedin::{LinkedIn, LinkedInProfile},
    logto::{Logto, LogtoProfile},
    mailchimp::{Mailchimp, MailchimpLogin, MailchimpProfile},
    mailru::{MailRu, MailRuProfile},
    mastodon::{Mastodon, MastodonProfile},
    mattermost::{Mattermost, MattermostProfile},
    medium::{Medium, MediumProfile},
    microsoft_entra_id::{MicrosoftEntraId, MicrosoftEntraIdProfile},
    naver::{Naver, NaverProfile},
    netlify::{Netlify, NetlifyProfile},
    netsuite::{NetSuite, NetSuiteProfile},
    nextcloud::{Nextcloud, NextcloudProfile},
    notion::{Notion, NotionPerson, NotionProfile},
    okta::Okta,
    onelogin::OneLogin,
    osso::{Osso, OssoProfile},
    osu::{Osu, OsuProfile},
    passage::Passage,
    patreon::{Patreon, PatreonAttributes, PatreonProfile},
    ping_id::PingIdentity,
    pinterest::{Pinterest, PinterestProfile},
    pipedrive::{Pipedrive, PipedriveProfile},
    reddit::{Reddit, RedditProfile},
    roblox::Roblox,
    salesforce::Salesforce,
    simplelogin::{SimpleLogin, SimpleLoginProfile},
    slack::Slack,
    spotify::{Spotify, SpotifyImage, SpotifyProfile},
    strava::{Strava, StravaProfile},
    threads::{Threads, ThreadsProfile},
    tiktok::{TikTok, TikTokProfile},
    todoist::{Todoist, TodoistProfile},
    trakt::{Trakt, TraktAvatar, TraktIds, TraktImages, TraktProfile},
    twitch::Twitch,
    twitter::{Twitter, TwitterProfile},
    united_effects::UnitedEffects,
    vipps::Vipps,
    vk::{Vk, VkProfile},
    webex::{Webex, WebexProfile},
    wechat::{WeChat, WeChatProfile},
    wikimedia::{Wikimedia, WikimediaProfile},
    wordpress::{WordPress, WordPressProfile},
    workos::{WorkOS, WorkOSAttributes, WorkOSProfile},
    yandex::{Yandex, YandexProfile},
    zitadel::Zitadel,
    zoho::{Zoho, ZohoProfile},
    zoom::{Zoom, ZoomProfile},
};

/// Declares a vendor of the catalogue: a type with the constructors of its provider.
macro_rules! vendor {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name;

        impl $name {
            /// With a client id and a client secret.
            pub fn new(
                client_id: impl Into<String>,
                client_secret: impl Into<$crate::contract::Secret>,
            ) -> $crate::provider::oauth::OAuthProvider<Self> {
                $crate::provider::oauth::OAuthProvider::new(client_id, client_secret)
            }

            /// With the client id and secret of the environment; see [`OAuthProvider::from_env`].
            ///
            /// [`OAuthProvider::from_env`]: super::oauth::OAuthProvider::from_env
            ///
            /// # Errors
            /// Names the variable that is not set.
            pub fn from_env() -> Result<
                $crate::provider::oauth::OAuthProvider<Self>,
                $crate::provider::oauth::MissingVariable,
            > {
                $crate::provider::oauth::OAuthProvider::from_env()
            }
        }
    };
}
use vendor;
