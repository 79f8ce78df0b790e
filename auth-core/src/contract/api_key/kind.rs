//! The kinds of API keys that an application has turned on.

use std::any::TypeId;

use super::KeyData;

/// A kind of API keys: a struct under `#[auth::api_key]`.
#[derive(Clone, Copy)]
pub(crate) struct KeyKind {
    /// The string with which its keys begin.
    pub(crate) prefix: &'static str,
    /// The name of the struct.
    pub(crate) name: &'static str,
    id: TypeId,
}

impl KeyKind {
    /// Returns the kind of a struct.
    pub(crate) fn of<K: KeyData>() -> Self {
        Self { prefix: K::PREFIX, name: std::any::type_name::<K>(), id: TypeId::of::<K>() }
    }
}

impl PartialEq for KeyKind {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

/// The kinds of API keys that an application has turned on.
#[derive(Clone, Default)]
pub(crate) struct KeyKinds(Vec<KeyKind>);

impl KeyKinds {
    /// Adds a kind.
    pub(crate) fn add(&mut self, kind: KeyKind) {
        if !self.has(kind) {
            self.0.push(kind);
        }
    }

    /// Returns `true` if there is no kind.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns `true` if the kind was turned on.
    pub(crate) fn has(&self, kind: KeyKind) -> bool {
        self.0.contains(&kind)
    }

    /// Returns `true` if keys of a kind with this prefix were turned on.
    pub(crate) fn has_prefix(&self, prefix: &str) -> bool {
        self.0.iter().any(|kind| kind.prefix == prefix)
    }

    /// Returns two kinds with the same prefix.
    pub(crate) fn ambiguous(&self) -> impl Iterator<Item = (KeyKind, KeyKind)> {
        self.0.iter().enumerate().filter_map(|(index, kind)| {
            let first = self.0.iter().take(index).find(|earlier| earlier.prefix == kind.prefix)?;
            Some((*first, *kind))
        })
    }
}
