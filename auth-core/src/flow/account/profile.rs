//! The name and the picture of a user.

use super::adapter;
use crate::{
    adapter::{Adapter, AdapterError, UserPatch},
    config::web_origin,
    contract::{
        AdapterUser, IntoText, InvalidProfile, StoredId,
        callback::{
            arguments::RequestFacts,
            event::{EventCall, EventCallback, UpdateUserEvent},
            wiring::Subject,
        },
    },
    flow::{application::Engine, error::AuthError, events, types::AppTypes},
    trace,
};

/// The greatest number of characters of a name.
const MAX_NAME: usize = 200;

/// The greatest length of the URL of a picture, in bytes.
const MAX_IMAGE: usize = 2048;

/// Changes to the name and the picture of a user. What is not named stays as it is.
///
/// ```
/// use auth::account::ProfileUpdate;
///
/// let update = ProfileUpdate::new().name("Ada Lovelace").no_image();
/// # let _ = update;
/// ```
#[derive(Clone, Debug, Default)]
pub struct ProfileUpdate {
    name: Option<String>,
    image: Option<String>,
}

impl ProfileUpdate {
    /// Creates an update that changes nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the name: at most 200 characters on one line. A blank name removes it.
    #[must_use]
    pub fn name(mut self, name: impl IntoText<String>) -> Self {
        self.name = Some(name.into_text());
        self
    }

    /// Sets the picture: an `https` or `http` URL of at most 2048 bytes. A blank one removes it.
    #[must_use]
    pub fn image(mut self, url: impl IntoText<String>) -> Self {
        self.image = Some(url.into_text());
        self
    }

    /// Removes the picture.
    #[must_use]
    pub fn no_image(self) -> Self {
        self.image("")
    }

    /// Checks the values.
    ///
    /// # Errors
    /// Names the value that cannot be stored.
    fn patch(&self) -> Result<UserPatch, InvalidProfile> {
        let mut patch = UserPatch::default();
        if let Some(name) = &self.name {
            patch = patch.name(line(name, MAX_NAME).ok_or(InvalidProfile::Name)?);
        }
        if let Some(image) = &self.image {
            let is_url = |url: &str| {
                url.len() <= MAX_IMAGE && !url.contains(char::is_whitespace) && web_origin(url).is_some()
            };
            let image = line(image, MAX_IMAGE).filter(|image| image.as_deref().is_none_or(is_url));
            patch = patch.image(image.ok_or(InvalidProfile::Image)?);
        }
        Ok(patch)
    }
}

/// Returns a name and a picture as they are stored, for a user who is created.
///
/// # Errors
/// Names the value that cannot be stored.
#[cfg(feature = "email")]
pub(crate) fn profile_values(
    name: Option<String>,
    image: Option<String>,
) -> Result<(Option<String>, Option<String>), InvalidProfile> {
    let patch = ProfileUpdate { name, image }.patch()?;
    Ok((patch.name.flatten(), patch.image.flatten()))
}

/// Returns the text of a field on one line, `Some(None)` if it is blank, and `None` if it is not valid.
pub(super) fn line(text: &str, max: usize) -> Option<Option<String>> {
    let text = text.trim();
    let is_valid = text.chars().count() <= max && !text.contains(char::is_control);
    is_valid.then(|| (!text.is_empty()).then(|| text.to_owned()))
}

/// Changes the name and the picture of a user, and reports the event `update_user`. Returns `None` if there is no such user.
///
/// # Errors
/// Fails if a value is not valid, the application has no database, or the database fails.
pub(crate) async fn update<F: AppTypes>(
    engine: &Engine<F>,
    facts: RequestFacts<'_>,
    user: &StoredId,
    update: &ProfileUpdate,
) -> Result<Option<AdapterUser>, AuthError> {
    let patch = update.patch()?;
    let user = match adapter(engine)?.update_user(user, patch).await {
        Err(AdapterError::NotFound(_)) => return Ok(None),
        user => user?,
    };
    let subject = Subject::typed(user.clone().typed()?);
    let event = UpdateUserEvent { user: subject.plain() };
    let call = EventCall { state: &engine.state, facts, event, subject: &subject };
    let handled = trace::callback("event(update_user)", F::Events::update_user(call)).await;
    events::log_failure("update_user", handled);
    Ok(Some(user))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_checked_and_blank_ones_remove() {
        let patch = ProfileUpdate::new().name(" Ada  Lovelace ").image("https://cdn.test/a.png?x=1").patch();
        let patch = patch.unwrap();
        assert_eq!(patch.name, Some(Some("Ada  Lovelace".to_owned())));
        assert_eq!(patch.image, Some(Some("https://cdn.test/a.png?x=1".to_owned())));
        let patch = ProfileUpdate::new().name(" ").no_image().patch().unwrap();
        assert_eq!((patch.name, patch.image), (Some(None), Some(None)));
        let patch = ProfileUpdate::new().patch().unwrap();
        assert_eq!((patch.name, patch.image, patch.email), (None, None, None));
        for name in ["a\nb", "\u{0}a", &"ü".repeat(201)] {
            assert_eq!(ProfileUpdate::new().name(name).patch().unwrap_err(), InvalidProfile::Name);
        }
        assert!(ProfileUpdate::new().name("ü".repeat(200)).patch().is_ok());
        let long = format!("https://cdn.test/{}", "a".repeat(2048));
        for image in [
            "javascript:alert(1)",
            "data:image/png,",
            "/a.png",
            "//cdn.test/a",
            "https://",
            "https://a b",
            &long,
        ] {
            assert_eq!(
                ProfileUpdate::new().image(image).patch().unwrap_err(),
                InvalidProfile::Image,
                "{image}"
            );
        }
    }
}
