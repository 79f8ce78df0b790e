//! WeChat.

use super::prelude::*;

vendor! {
    /// WeChat. Variables: `AUTH_WECHAT_ID` (the AppID), `AUTH_WECHAT_SECRET`.
    ///
    /// The sign-in works within WeChat's own browser, through an official account. Enter the domain of the
    /// application as the domain of web page authorization at <https://mp.weixin.qq.com>. Other browsers need
    /// a website application from <https://open.weixin.qq.com>, whose users scan a code:
    ///
    /// ```
    /// # use auth::provider::WeChat;
    /// let wechat = WeChat::new("app-id", "s3cret").website_app();
    /// ```
    ///
    /// Either has to be bound to an account of the Open Platform; otherwise users have no `unionid` and
    /// cannot sign in. PKCE is not used. WeChat provides no e-mail address.
    WeChat: WeChatProfile = Definition::oauth("wechat", "WeChat")
        .authorization("https://open.weixin.qq.com/connect/oauth2/authorize")
        .token("https://api.weixin.qq.com/sns/oauth2/access_token")
        .userinfo(UserInfo::get(USERINFO).without_bearer())
        .scope("snsapi_userinfo")
        .authorization_param("appid", "{client_id}")
        .token_query("appid", "{client_id}")
        .token_query("secret", "{client_secret}")
        .client_auth(ClientAuthMethod::Custom).without_pkce();
    user = |p| ProfileUser::new(p.unionid).name(p.nickname).image(p.headimgurl);
    conform = bearer_by_default;
}

const USERINFO: &str =
    "https://api.weixin.qq.com/sns/userinfo?access_token={access_token}&openid={token.openid}&lang=zh_CN";

/// A WeChat user, as `GET /sns/userinfo` returns it.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct WeChatProfile {
    /// The ID, the same in all applications of the Open Platform account.
    pub unionid: String,
    /// The ID in the application.
    pub openid: Option<String>,
    /// The nickname.
    pub nickname: Option<String>,
    /// The URL of the picture.
    pub headimgurl: Option<String>,
}

impl OAuthProvider<WeChat> {
    /// Signs in through a website application, which shows a code to scan, instead of an official account.
    pub fn website_app(self) -> Self {
        let login =
            |definition: Definition| definition.authorization("https://open.weixin.qq.com/connect/qrconnect");
        self.definition(login).scope("snsapi_login")
    }
}
