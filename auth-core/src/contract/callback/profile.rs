//! `Profile<T>`: the typed profile of a user, if the sign-in came from a provider with that type of profiles.

use std::{
    any::{Any, TypeId},
    fmt, ops,
};

use serde_json::Value;

/// The profile of a sign-in, as the provider's own type. The argument is `Option<Profile<T>>`: it is `None` for a
/// sign-in by a form, or through a provider whose profiles have another type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Profile<T>(pub T);

impl<T> ops::Deref for Profile<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// A profile as JSON, with the type of its provider's profiles.
#[derive(Clone, Copy)]
pub struct RawProfile<'c> {
    json: &'c Value,
    kind: TypeId,
    read: ReadProfile,
}

/// The function that reads a profile as the type of its provider's profiles.
pub type ReadProfile = fn(&Value) -> Option<Box<dyn Any>>;

impl<'c> RawProfile<'c> {
    /// Wraps the profile of a provider whose profiles are of type `T`, which `read` returns.
    pub fn of<T: 'static>(json: &'c Value, read: ReadProfile) -> Self {
        Self { json, kind: TypeId::of::<T>(), read }
    }

    /// Returns the profile as JSON.
    #[allow(dead_code, reason = "for sign-ins by an account with a second factor")]
    pub(crate) fn json(self) -> &'c Value {
        self.json
    }

    /// Reads the profile; `None` if its provider's profiles are not of type `T`.
    pub fn read<T: 'static>(self) -> Option<Profile<T>> {
        if self.kind != TypeId::of::<T>() {
            return None;
        }
        (self.read)(self.json)?.downcast().ok().map(|profile| Profile(*profile))
    }
}

/// Omits the profile.
impl fmt::Debug for RawProfile<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawProfile").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize as _;

    use super::*;

    #[derive(serde::Deserialize)]
    struct Acme {
        login: String,
    }

    #[derive(serde::Deserialize)]
    struct Other {
        #[expect(dead_code, reason = "it has the same shape")]
        login: String,
    }

    #[test]
    fn a_profile_is_read_as_the_type_of_its_provider_only() {
        let json = serde_json::json!({ "login": "ada" });
        let raw = RawProfile::of::<Acme>(&json, |json| Some(Box::new(Acme::deserialize(json).ok()?)));
        assert_eq!(raw.read::<Acme>().unwrap().login, "ada");
        assert!(raw.read::<Other>().is_none());
    }
}
