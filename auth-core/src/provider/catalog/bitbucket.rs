//! Bitbucket.

use super::prelude::*;

vendor! {
    /// Bitbucket Cloud. Variables: `AUTH_BITBUCKET_ID`, `AUTH_BITBUCKET_SECRET`.
    ///
    /// Register `…/auth/callback/bitbucket` as a callback URL of an OAuth consumer in the settings of a
    /// workspace, with the permission to read accounts. The profile has no e-mail address.
    Bitbucket: BitbucketProfile = Definition::oauth("bitbucket", "Bitbucket")
        .authorization("https://bitbucket.org/site/oauth2/authorize")
        .token("https://bitbucket.org/site/oauth2/access_token")
        .userinfo("https://api.bitbucket.org/2.0/user")
        .scope("account").brand_color(Color::rgb(0x20, 0x50, 0x81));
    user = |p| ProfileUser::new(p.account_id)
        .name(p.display_name.or(p.username))
        .image(p.links.and_then(|links| links.avatar).and_then(|avatar| avatar.href));
}

/// A Bitbucket user, as `GET /2.0/user` returns it.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct BitbucketProfile {
    /// The ID of the Atlassian account.
    pub account_id: String,
    /// The ID at Bitbucket, in braces.
    pub uuid: Option<String>,
    /// The display name.
    pub display_name: Option<String>,
    /// The user name.
    pub username: Option<String>,
    /// The name used to address the user.
    pub nickname: Option<String>,
    /// The state of the account, such as `active`.
    pub account_status: Option<String>,
    /// The links.
    pub links: Option<BitbucketLinks>,
}

/// The links of a Bitbucket user.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct BitbucketLinks {
    /// The picture.
    pub avatar: Option<BitbucketLink>,
}

/// A link of a Bitbucket user.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct BitbucketLink {
    /// The URL.
    pub href: Option<String>,
}
