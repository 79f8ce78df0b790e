//! The catalogue of providers: one file for each, and `standard` for those that consist of a definition only.

pub(super) mod apple;
pub(super) mod atlassian;
pub(super) mod azure_ad;
pub(super) mod azure_ad_b2c;
pub(super) mod azure_devops;
pub(super) mod bankid_no;
pub(super) mod battlenet;
pub(super) mod beyondidentity;
pub(super) mod bitbucket;
pub(super) mod box_com;
pub(super) mod boxyhq_saml;
pub(super) mod bungie;
pub(super) mod click_up;
pub(super) mod coinbase;
mod common;
pub(super) mod concept2;
pub(super) mod discord;
pub(super) mod dribbble;
pub(super) mod dropbox;
pub(super) mod eventbrite;
pub(super) mod eveonline;
pub(super) mod facebook;
pub(super) mod faceit;
pub(super) mod figma;
pub(super) mod forty_two_school;
pub(super) mod foursquare;
pub(super) mod freshbooks;
pub(super) mod fusionauth;
pub(super) mod github;
pub(super) mod gitlab;
pub(super) mod google;
pub(super) mod hubspot;
pub(super) mod instagram;
pub(super) mod kakao;
pub(super) mod linkedin;
pub(super) mod logto;
pub(super) mod mailchimp;
pub(super) mod mailru;
pub(super) mod mastodon;
pub(super) mod mattermost;
pub(super) mod medium;
pub(super) mod microsoft_entra_id;
pub(super) mod naver;
pub(super) mod netlify;
pub(super) mod netsuite;
pub(super) mod nextcloud;
pub(super) mod notion;
pub(super) mod osso;
pub(super) mod osu;
pub(super) mod patreon;
pub(super) mod pinterest;
pub(super) mod pipedrive;
mod prelude;
pub(super) mod reddit;
pub(super) mod simplelogin;
pub(super) mod spotify;
pub(super) mod standard;
pub(super) mod strava;
#[cfg(test)]
mod tests;
pub(super) mod threads;
pub(super) mod tiktok;
pub(super) mod todoist;
pub(super) mod trakt;
pub(super) mod twitch;
pub(super) mod twitter;
mod vendor;
pub(super) mod vk;
pub(super) mod webex;
pub(super) mod wechat;
pub(super) mod wikimedia;
pub(super) mod wordpress;
pub(super) mod workos;
pub(super) mod yandex;
pub(super) mod zoho;
pub(super) mod zoom;

/// Exports the providers of each file, and lists them all for the tests.
macro_rules! export {
    ($($file:ident: $($provider:ident)+;)+) => {
        $(pub use self::$file::{$($provider),+};)+

        #[cfg(test)]
        fn all() -> Vec<tests::Entry> {
            vec![$($(tests::entry::<$provider>()),+),+]
        }
    };
}

export! {
    apple: Apple; atlassian: Atlassian; azure_ad: AzureAD; azure_ad_b2c: AzureADB2C;
    azure_devops: AzureDevOps; bankid_no: BankIDNorge; battlenet: BattleNet; beyondidentity: BeyondIdentity;
    bitbucket: Bitbucket; box_com: BoxCom; boxyhq_saml: BoxyHQSaml; bungie: Bungie; click_up: ClickUp;
    coinbase: Coinbase; concept2: Concept2; discord: Discord; dribbble: Dribbble; dropbox: Dropbox;
    eventbrite: Eventbrite; eveonline: EveOnline; facebook: Facebook; faceit: Faceit; figma: Figma;
    forty_two_school: FortyTwoSchool; foursquare: Foursquare; freshbooks: FreshBooks; fusionauth: FusionAuth;
    github: GitHub; gitlab: GitLab; google: Google; hubspot: HubSpot; instagram: Instagram; kakao: Kakao;
    linkedin: LinkedIn; logto: Logto; mailchimp: Mailchimp; mailru: MailRu; mastodon: Mastodon;
    mattermost: Mattermost; medium: Medium; microsoft_entra_id: MicrosoftEntraId; naver: Naver;
    netlify: Netlify; netsuite: NetSuite; nextcloud: Nextcloud; notion: Notion; osso: Osso; osu: Osu;
    patreon: Patreon; pinterest: Pinterest; pipedrive: Pipedrive; reddit: Reddit; simplelogin: SimpleLogin;
    spotify: Spotify;
    standard: Asgardeo Auth0 Authentik Cognito Descope DuendeIdentityServer6 Frontegg HuggingFace
        IdentityServer4 Keycloak Kinde Line Okta OneLogin OryHydra Passage PingIdentity Roblox Salesforce
        Slack UnitedEffects Vipps Zitadel;
    strava: Strava; threads: Threads; tiktok: TikTok; todoist: Todoist; trakt: Trakt; twitch: Twitch;
    twitter: Twitter; vk: Vk; webex: Webex; wechat: WeChat; wikimedia: Wikimedia; wordpress: WordPress;
    workos: WorkOS; yandex: Yandex; zoho: Zoho; zoom: Zoom;
}
