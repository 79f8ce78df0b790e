//! WeChat.

use serde::Deserialize;

use super::{common::bearer_by_default, vendor};
use crate::{
    contract::{BoxError, TokenSet},
    provider::oauth::{
        ClientAuthMethod, Definition, OAuthProvider, ProfileUser, TokenAnswer, UserInfo, Vendor,
    },
};

vendor! {
    /// WeChat. Variables: `AUTH_WECHAT_ID` (the AppID), `AUTH_WECHAT_SECRET`.
    ///
    /// It signs in within WeChat's own browser, by an official account. Name the domain of the application as
    /// the one of web page authorization at <https://mp.weixin.qq.com>. For other browsers there are website
    /// applications, from <https://open.weixin.qq.com>, whose users scan a code:
    ///
    /// ```
    /// # use auth_core::provider::WeChat;
    /// let wechat = WeChat::new("app-id", "s3cret").website_app();
    /// ```
    ///
    /// Either has to be bound to an account of the Open Platform, or users have no `unionid` and cannot sign
    /// in. There is no PKCE. WeChat tells no e-mail address.
    WeChat
}

const USERINFO: &str =
    "https://api.weixin.qq.com/sns/userinfo?access_token={access_token}&openid={token.openid}&lang=zh_CN";

/// What WeChat says about a user (`GET /sns/userinfo`).
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct WeChatProfile {
    /// The id, the same in all applications of the Open Platform account.
    pub unionid: String,
    /// The id in the application.
    pub openid: Option<String>,
    /// The nickname.
    pub nickname: Option<String>,
    /// The URL of the picture.
    pub headimgurl: Option<String>,
}

impl Vendor for WeChat {
    type Profile = WeChatProfile;

    fn definition() -> Definition {
        Definition::oauth("wechat", "WeChat")
            .authorization("https://open.weixin.qq.com/connect/oauth2/authorize")
            .token("https://api.weixin.qq.com/sns/oauth2/access_token")
            .userinfo(UserInfo::get(USERINFO).without_bearer())
            .scope("snsapi_userinfo")
            .authorization_param("appid", "{client_id}")
            .token_query("appid", "{client_id}")
            .token_query("secret", "{client_secret}")
            .client_auth(ClientAuthMethod::Custom)
            .without_pkce()
    }

    async fn user(profile: WeChatProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        Ok(ProfileUser::new(profile.unionid).name(profile.nickname).image(profile.headimgurl))
    }

    fn conform(answer: &mut TokenAnswer) {
        bearer_by_default(answer);
    }
}

impl OAuthProvider<WeChat> {
    /// For a website application, which shows a code to scan, in the place of an official account.
    pub fn website_app(self) -> Self {
        let login =
            |definition: Definition| definition.authorization("https://open.weixin.qq.com/connect/qrconnect");
        self.definition(login).scope("snsapi_login")
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::provider::catalog::fixture::SignIn;

    #[test]
    fn signs_in() {
        let profile =
            json!({ "unionid": "7", "openid": "o", "nickname": "ada", "headimgurl": "https://img.test/7" });
        let sign_in = SignIn::new(WeChat::new("client", "secret"), profile)
            .token("token_type", Value::Null)
            .token("openid", "o/1");
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://open.weixin.qq.com/connect/oauth2/authorize?scope=snsapi_userinfo\
                    &appid=client",
                "POST https://api.weixin.qq.com/sns/oauth2/access_token?appid=client&secret=secret",
                "GET https://api.weixin.qq.com/sns/userinfo?access_token=at&openid=o%2F1&lang=zh_CN",
                "user 7 | ada | - | https://img.test/7",
            ]
        );
    }

    #[test]
    fn signs_in_by_a_website_application() {
        let profile =
            json!({ "unionid": "7", "openid": "o", "nickname": "ada", "headimgurl": "https://img.test/7" });
        let sign_in = SignIn::new(WeChat::new("client", "secret").website_app(), profile)
            .token("token_type", Value::Null)
            .token("openid", "o/1");
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://open.weixin.qq.com/connect/qrconnect?scope=snsapi_login&appid=client",
                "POST https://api.weixin.qq.com/sns/oauth2/access_token?appid=client&secret=secret",
                "GET https://api.weixin.qq.com/sns/userinfo?access_token=at&openid=o%2F1&lang=zh_CN",
                "user 7 | ada | - | https://img.test/7",
            ]
        );
    }
}
