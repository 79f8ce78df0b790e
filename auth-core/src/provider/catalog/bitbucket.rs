//! Bitbucket.

use serde::Deserialize;

use super::vendor;
use crate::{
    config::Color,
    contract::{BoxError, TokenSet},
    provider::oauth::{Definition, ProfileUser, Vendor},
};

vendor! {
    /// Bitbucket Cloud. Variables: `AUTH_BITBUCKET_ID`, `AUTH_BITBUCKET_SECRET`.
    ///
    /// Register `…/auth/callback/bitbucket` as callback URL of an OAuth consumer in the settings of a
    /// workspace, with the permission to read accounts. The profile has no e-mail address.
    Bitbucket
}

/// What Bitbucket says about a user (`GET /2.0/user`).
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct BitbucketProfile {
    /// The id, which is that of the Atlassian account.
    pub account_id: String,
    /// The id at Bitbucket, in braces.
    pub uuid: Option<String>,
    /// The name to show.
    pub display_name: Option<String>,
    /// The user name.
    pub username: Option<String>,
    /// The name to be addressed by.
    pub nickname: Option<String>,
    /// Whether the account is `active`.
    pub account_status: Option<String>,
    /// What is elsewhere.
    pub links: Option<BitbucketLinks>,
}

/// Links of a user of Bitbucket.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct BitbucketLinks {
    /// The picture.
    pub avatar: Option<BitbucketLink>,
}

/// A link of Bitbucket.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct BitbucketLink {
    /// The URL.
    pub href: Option<String>,
}

impl Vendor for Bitbucket {
    type Profile = BitbucketProfile;

    fn definition() -> Definition {
        Definition::oauth("bitbucket", "Bitbucket")
            .authorization("https://bitbucket.org/site/oauth2/authorize")
            .token("https://bitbucket.org/site/oauth2/access_token")
            .userinfo("https://api.bitbucket.org/2.0/user")
            .scope("account")
            .brand_color(Color::rgb(0x20, 0x50, 0x81))
    }

    async fn user(profile: BitbucketProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        let image = profile.links.and_then(|links| links.avatar).and_then(|avatar| avatar.href);
        let name = profile.display_name.or(profile.username);
        Ok(ProfileUser::new(profile.account_id).name(name).image(image))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::provider::catalog::fixture::SignIn;

    #[test]
    fn signs_in() {
        let profile = json!({
            "account_id": "557058:1", "uuid": "{7}", "username": "ada", "display_name": "Ada",
            "links": { "avatar": { "href": "https://img.test/7" }, "self": { "href": "https://img.test/8" } },
        });
        let sign_in = SignIn::new(Bitbucket::new("client", "secret"), profile);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://bitbucket.org/site/oauth2/authorize?scope=account pkce",
                "POST https://bitbucket.org/site/oauth2/access_token basic",
                "GET https://api.bitbucket.org/2.0/user bearer",
                "user 557058:1 | Ada | - | https://img.test/7",
            ]
        );
    }
}
