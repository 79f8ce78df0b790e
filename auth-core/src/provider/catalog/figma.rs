//! Figma.

use super::prelude::*;

vendor! {
    /// Figma. Variables: `AUTH_FIGMA_ID`, `AUTH_FIGMA_SECRET`.
    ///
    /// Register `…/auth/callback/figma` as a callback of an app at <https://www.figma.com/developers/apps>.
    /// Figma is phasing out the scope `files:read`; an app that has only newer scopes names them:
    /// `.scope("current_user:read")`.
    Figma: FigmaProfile = Definition::oauth("figma", "Figma")
        .authorization("https://www.figma.com/oauth")
        .token("https://api.figma.com/v1/oauth/token")
        .userinfo("https://api.figma.com/v1/me")
        .scope("files:read").without_pkce().brand_color(Color::rgb(0xff, 0x72, 0x37));
    user = |p| ProfileUser::new(p.id).name(p.handle).email(p.email).image(p.img_url);
    conform = bearer_by_default;
}

/// A Figma user, as `GET /v1/me` returns it.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct FigmaProfile {
    /// The ID.
    pub id: String,
    /// The display name.
    pub handle: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// The URL of the picture.
    pub img_url: Option<String>,
}
