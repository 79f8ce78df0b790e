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
mod id;
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

pub use self::apple::{Apple, AppleName, AppleProfile, AppleUser};
pub use self::asgardeo::Asgardeo;
pub use self::atlassian::{Atlassian, AtlassianProfile};
pub use self::auth0::Auth0;
pub use self::authentik::Authentik;
pub use self::azure_ad::AzureAD;
pub use self::azure_ad_b2c::{AzureADB2C, AzureADB2CProfile};
pub use self::azure_devops::{
    AzureDevOps, AzureDevOpsAttributes, AzureDevOpsAvatar, AzureDevOpsPicture, AzureDevOpsProfile,
};
pub use self::bankid_no::{BankIDNorge, BankIDNorgeProfile};
pub use self::battlenet::{BattleNet, BattleNetProfile};
pub use self::beyondidentity::{BeyondIdentity, BeyondIdentityProfile};
pub use self::bitbucket::{Bitbucket, BitbucketLink, BitbucketLinks, BitbucketProfile};
pub use self::box_com::{BoxCom, BoxComProfile};
pub use self::boxyhq_saml::{BoxyHQSaml, BoxyHQSamlProfile};
pub use self::bungie::{Bungie, BungieProfile};
pub use self::click_up::{ClickUp, ClickUpProfile};
pub use self::cognito::Cognito;
pub use self::coinbase::{Coinbase, CoinbaseProfile};
pub use self::concept2::{Concept2, Concept2Profile};
pub use self::descope::Descope;
pub use self::discord::{Discord, DiscordProfile};
pub use self::dribbble::{Dribbble, DribbbleProfile};
pub use self::dropbox::{Dropbox, DropboxName, DropboxProfile};
pub use self::duende_identity_server6::DuendeIdentityServer6;
pub use self::eventbrite::{Eventbrite, EventbriteEmail, EventbriteProfile};
pub use self::eveonline::{EveOnline, EveOnlineProfile};
pub use self::facebook::{Facebook, FacebookPicture, FacebookPictureData, FacebookProfile};
pub use self::faceit::{Faceit, FaceitProfile};
pub use self::figma::{Figma, FigmaProfile};
pub use self::forty_two_school::{FortyTwoSchool, FortyTwoSchoolImage, FortyTwoSchoolProfile};
pub use self::foursquare::{Foursquare, FoursquareContact, FoursquarePhoto, FoursquareProfile};
pub use self::freshbooks::{FreshBooks, FreshBooksProfile};
pub use self::frontegg::Frontegg;
pub use self::fusionauth::{FusionAuth, FusionAuthProfile};
pub use self::github::{GitHub, GitHubProfile};
pub use self::gitlab::{GitLab, GitLabProfile};
pub use self::google::{Google, GoogleProfile};
pub use self::hubspot::{HubSpot, HubSpotProfile};
pub use self::huggingface::HuggingFace;
pub use self::hydra::OryHydra;
pub use self::identity_server4::IdentityServer4;
pub use self::instagram::{Instagram, InstagramProfile};
pub use self::kakao::{Kakao, KakaoAccount, KakaoAccountProfile, KakaoProfile};
pub use self::keycloak::Keycloak;
pub use self::kinde::Kinde;
pub use self::line::Line;
pub use self::linkedin::{LinkedIn, LinkedInProfile};
pub use self::logto::{Logto, LogtoProfile};
pub use self::mailchimp::{Mailchimp, MailchimpLogin, MailchimpProfile};
pub use self::mailru::{MailRu, MailRuProfile};
pub use self::mastodon::{Mastodon, MastodonProfile};
pub use self::mattermost::{Mattermost, MattermostProfile};
pub use self::medium::{Medium, MediumProfile};
pub use self::microsoft_entra_id::{MicrosoftEntraId, MicrosoftEntraIdProfile};
pub use self::naver::{Naver, NaverProfile};
pub use self::netlify::{Netlify, NetlifyProfile};
pub use self::netsuite::{NetSuite, NetSuiteProfile};
pub use self::nextcloud::{Nextcloud, NextcloudProfile};
pub use self::notion::{Notion, NotionPerson, NotionProfile};
pub use self::okta::Okta;
pub use self::onelogin::OneLogin;
pub use self::osso::{Osso, OssoProfile};
pub use self::osu::{Osu, OsuProfile};
pub use self::passage::Passage;
pub use self::patreon::{Patreon, PatreonAttributes, PatreonProfile};
pub use self::ping_id::PingIdentity;
pub use self::pinterest::{Pinterest, PinterestProfile};
pub use self::pipedrive::{Pipedrive, PipedriveProfile};
pub use self::reddit::{Reddit, RedditProfile};
pub use self::roblox::Roblox;
pub use self::salesforce::Salesforce;
pub use self::simplelogin::{SimpleLogin, SimpleLoginProfile};
pub use self::slack::Slack;
pub use self::spotify::{Spotify, SpotifyImage, SpotifyProfile};
pub use self::strava::{Strava, StravaProfile};
pub use self::threads::{Threads, ThreadsProfile};
pub use self::tiktok::{TikTok, TikTokProfile};
pub use self::todoist::{Todoist, TodoistProfile};
pub use self::trakt::{Trakt, TraktAvatar, TraktIds, TraktImages, TraktProfile};
pub use self::twitch::Twitch;
pub use self::twitter::{Twitter, TwitterProfile};
pub use self::united_effects::UnitedEffects;
pub use self::vipps::Vipps;
pub use self::vk::{Vk, VkProfile};
pub use self::webex::{Webex, WebexProfile};
pub use self::wechat::{WeChat, WeChatProfile};
pub use self::wikimedia::{Wikimedia, WikimediaProfile};
pub use self::wordpress::{WordPress, WordPressProfile};
pub use self::workos::{WorkOs, WorkOsAttributes, WorkOsProfile};
pub use self::yandex::{Yandex, YandexProfile};
pub use self::zitadel::Zitadel;
pub use self::zoho::{Zoho, ZohoProfile};
pub use self::zoom::{Zoom, ZoomProfile};

/// Declares a vendor of the catalogue: a type with the constructors of its provider.
macro_rules! vendor {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name;

        impl $name {
            /// With a client id and a client secret.
            #[expect(clippy::new_ret_no_self, reason = "a vendor is a type, and a provider what is made of it")]
            pub fn new(
                client_id: impl Into<String>,
                client_secret: impl Into<$crate::Secret>,
            ) -> $crate::provider::oauth::OAuthProvider<Self> {
                $crate::provider::oauth::OAuthProvider::new(client_id, client_secret)
            }

            /// With the client id and secret of the environment; see [`OAuthProvider::from_env`].
            ///
            /// [`OAuthProvider::from_env`]: crate::provider::oauth::OAuthProvider::from_env
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
