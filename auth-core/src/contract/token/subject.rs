//! The owner of the ID in `sub`, as the claim `auth_subject`.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The owner of the ID in `sub`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenSubject {
    /// The database.
    Store,
    /// The application. The ID says nothing about the users of the database.
    Application,
}

impl Serialize for TokenSubject {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(match self {
            Self::Store => "store",
            Self::Application => "application",
        })
    }
}

/// Any value but `store` is the application: an ID that is not known to be the database's is not.
impl<'de> Deserialize<'de> for TokenSubject {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = serde_json::Value::deserialize(deserializer)?;
        Ok(if value.as_str() == Some("store") { Self::Store } else { Self::Application })
    }
}
