//! The environment variables of a provider: `AUTH_{ID}_ID`, `AUTH_{ID}_SECRET`, `AUTH_{ID}_ISSUER`.

use crate::contract::Secret;

/// A variable that a provider needs and that is not set.
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[error("{name} is not set: set it to the {meaning} of the provider `{provider}` [missing_variable]")]
pub struct MissingVariable {
    /// The name of the variable.
    pub name: String,
    /// The ID of the provider.
    pub provider: String,
    pub(super) meaning: &'static str,
}

crate::contract::readable::debug_by_message!(MissingVariable);

/// The three variables of a provider.
pub(super) struct Variables<'v> {
    provider: &'v str,
    read: &'v dyn Fn(&str) -> Option<String>,
}

impl<'v> Variables<'v> {
    pub(super) fn new(provider: &'v str, read: &'v dyn Fn(&str) -> Option<String>) -> Self {
        Self { provider, read }
    }

    pub(super) fn client_id(&self) -> Result<String, MissingVariable> {
        self.get("ID").ok_or_else(|| self.missing("ID", "client ID"))
    }

    pub(super) fn client_secret(&self) -> Result<Secret, MissingVariable> {
        self.get("SECRET").map(Secret::new).ok_or_else(|| self.missing("SECRET", "client secret"))
    }

    pub(super) fn issuer(&self) -> Option<String> {
        self.get("ISSUER")
    }

    pub(super) fn missing_issuer(&self) -> MissingVariable {
        self.missing("ISSUER", "issuer")
    }

    fn get(&self, suffix: &str) -> Option<String> {
        (self.read)(&self.name(suffix)).filter(|value| !value.is_empty())
    }

    fn name(&self, suffix: &str) -> String {
        format!("AUTH_{}_{suffix}", self.provider.to_ascii_uppercase().replace('-', "_"))
    }

    fn missing(&self, suffix: &str, meaning: &'static str) -> MissingVariable {
        MissingVariable { name: self.name(suffix), provider: self.provider.to_owned(), meaning }
    }
}
