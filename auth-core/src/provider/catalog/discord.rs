//! Discord.

use super::prelude::*;

vendor! {
    /// Discord. Variables: `AUTH_DISCORD_ID`, `AUTH_DISCORD_SECRET`.
    ///
    /// Register `…/auth/callback/discord` as a redirect of an application at
    /// <https://discord.com/developers/applications>.
    Discord: DiscordProfile = Definition::oauth("discord", "Discord")
        .authorization("https://discord.com/api/oauth2/authorize")
        .token("https://discord.com/api/oauth2/token")
        .userinfo("https://discord.com/api/users/@me")
        .scope("identify email").brand_color(Color::rgb(0x58, 0x65, 0xf2));
}

/// A Discord user, as `GET /users/@me` returns it.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct DiscordProfile {
    /// The ID, a snowflake.
    pub id: String,
    /// The user name.
    #[serde(default)]
    pub username: String,
    /// The four digits after an old user name; `0` if the user name is unique.
    pub discriminator: Option<String>,
    /// The display name.
    pub global_name: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// `true` if Discord has verified the e-mail address.
    pub verified: Option<bool>,
    /// The hash of the picture.
    pub avatar: Option<String>,
    /// The hash of the banner.
    pub banner: Option<String>,
    /// The colour of the banner, as a number.
    pub accent_color: Option<u32>,
    /// The language.
    pub locale: Option<String>,
    /// `true` if the user signs in with a second factor.
    pub mfa_enabled: Option<bool>,
    /// The flags, as bits.
    pub flags: Option<u64>,
    /// The kind of subscription.
    pub premium_type: Option<u8>,
}

impl DiscordProfile {
    /// Returns the URL of the picture, or of Discord's default picture if the user has none.
    fn image(&self) -> String {
        let Some(avatar) = &self.avatar else {
            return format!("https://cdn.discordapp.com/embed/avatars/{}.png", self.embed());
        };
        let format = if avatar.starts_with("a_") { "gif" } else { "png" };
        format!("https://cdn.discordapp.com/avatars/{}/{avatar}.{format}", self.id)
    }

    /// Returns the number of the picture that Discord shows for a user without one.
    fn embed(&self) -> u64 {
        match self.discriminator.as_deref() {
            None | Some("0") => (self.id.parse().unwrap_or(0_u64) >> 22) % 6,
            Some(discriminator) => discriminator.parse().unwrap_or(0_u64) % 5,
        }
    }
}

impl UserProfile for DiscordProfile {
    fn user(self) -> Result<ProfileUser, BoxError> {
        let image = self.image();
        let user = ProfileUser::new(self.id).name(self.global_name.unwrap_or(self.username));
        Ok(user.email(self.email).image(image).email_verified(self.verified))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_user_without_a_picture_gets_one() {
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
