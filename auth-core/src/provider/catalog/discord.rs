//! Discord.

use serde::Deserialize;

use super::vendor;
use crate::{
    config::Color,
    contract::{BoxError, TokenSet},
    provider::oauth::{Definition, ProfileUser, Vendor},
};

vendor! {
    /// Discord. Variables: `AUTH_DISCORD_ID`, `AUTH_DISCORD_SECRET`.
    ///
    /// Register `…/auth/callback/discord` as redirect of an application at
    /// <https://discord.com/developers/applications>.
    Discord
}

/// What Discord says about a user (`GET /users/@me`).
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct DiscordProfile {
    /// The id, a snowflake.
    pub id: String,
    /// The user name.
    pub username: String,
    /// The four digits behind an old user name; `0` where the user name is unique.
    pub discriminator: Option<String>,
    /// The name to show.
    pub global_name: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// Whether Discord has verified the address.
    pub verified: Option<bool>,
    /// The hash of the picture.
    pub avatar: Option<String>,
    /// The hash of the banner.
    pub banner: Option<String>,
    /// The colour of the banner, as a number.
    pub accent_color: Option<u32>,
    /// The language.
    pub locale: Option<String>,
    /// Whether a second factor is asked for.
    pub mfa_enabled: Option<bool>,
    /// The flags, as bits.
    pub flags: Option<u64>,
    /// The kind of subscription.
    pub premium_type: Option<u8>,
}

impl DiscordProfile {
    /// The URL of the picture, of one that Discord has chosen where the user has none.
    fn image(&self) -> String {
        let Some(avatar) = &self.avatar else {
            return format!("https://cdn.discordapp.com/embed/avatars/{}.png", self.embed());
        };
        let format = if avatar.starts_with("a_") { "gif" } else { "png" };
        format!("https://cdn.discordapp.com/avatars/{}/{avatar}.{format}", self.id)
    }

    /// The number of the picture which Discord shows for a user without one.
    fn embed(&self) -> u64 {
        match self.discriminator.as_deref() {
            None | Some("0") => (self.id.parse().unwrap_or(0_u64) >> 22) % 6,
            Some(discriminator) => discriminator.parse().unwrap_or(0_u64) % 5,
        }
    }
}

impl Vendor for Discord {
    type Profile = DiscordProfile;

    fn definition() -> Definition {
        Definition::oauth("discord", "Discord")
            .authorization("https://discord.com/api/oauth2/authorize")
            .token("https://discord.com/api/oauth2/token")
            .userinfo("https://discord.com/api/users/@me")
            .scope("identify email")
            .brand_color(Color::rgb(0x58, 0x65, 0xf2))
    }

    async fn user(profile: DiscordProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        let image = profile.image();
        let user = ProfileUser::new(profile.id).name(profile.global_name.unwrap_or(profile.username));
        Ok(user.email(profile.email).image(image).email_verified(profile.verified))
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
            "id": "80351110224678912", "username": "nelly", "discriminator": "0", "global_name": "Nelly",
            "email": "nelly@example.test", "verified": true, "avatar": "8342729096ea367544",
        });
        let sign_in = SignIn::new(Discord::new("client", "secret"), profile);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://discord.com/api/oauth2/authorize?scope=identify+email pkce",
                "POST https://discord.com/api/oauth2/token basic",
                "GET https://discord.com/api/users/@me bearer",
                "user 80351110224678912 | Nelly | nelly@example.test (verified) | \
                    https://cdn.discordapp.com/avatars/80351110224678912/8342729096ea367544.png",
            ]
        );
    }

    #[test]
    fn who_has_no_picture_gets_one() {
        let image = |discriminator, avatar| {
            let profile = json!({
                "id": "80351110224678912", "username": "nelly", "avatar": avatar,
                "discriminator": discriminator,
            });
            DiscordProfile::deserialize(profile).unwrap().image()
        };
        assert_eq!(image("0", None), "https://cdn.discordapp.com/embed/avatars/5.png");
        assert_eq!(image("1337", None), "https://cdn.discordapp.com/embed/avatars/2.png");
        let animated = "https://cdn.discordapp.com/avatars/80351110224678912/a_1.gif";
        assert_eq!(image("0", Some("a_1")), animated);
    }
}
