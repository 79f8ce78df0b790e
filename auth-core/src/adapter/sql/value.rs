//! The values of statements and rows.

use crate::{
    adapter::{AdapterError, Kind, Result},
    contract::{Secret, StoredId, UnixTime},
};

/// A value of a column. A null also has a type, because PostgreSQL requires one.
#[derive(Clone)]
pub(crate) enum Value {
    Text(Option<String>),
    Int(Option<i64>),
    Real(Option<f64>),
    Bool(Option<bool>),
}

impl Value {
    /// Returns `true` for a string that contains the character U+0000.
    pub(super) fn has_nul(&self) -> bool {
        matches!(self, Self::Text(Some(text)) if text.contains('\0'))
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(Some(text.to_owned()))
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        text.as_str().into()
    }
}

impl From<&Option<String>> for Value {
    fn from(text: &Option<String>) -> Self {
        Self::Text(text.clone())
    }
}

impl From<&Secret> for Value {
    fn from(secret: &Secret) -> Self {
        secret.expose().into()
    }
}

impl From<&Option<Secret>> for Value {
    fn from(secret: &Option<Secret>) -> Self {
        Self::Text(secret.as_ref().map(|secret| secret.expose().to_owned()))
    }
}

impl From<UnixTime> for Value {
    fn from(time: UnixTime) -> Self {
        Self::Int(Some(time.as_millis()))
    }
}

impl From<Option<UnixTime>> for Value {
    fn from(time: Option<UnixTime>) -> Self {
        Self::Int(time.map(UnixTime::as_millis))
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self::Int(Some(number.into()))
    }
}

impl From<bool> for Value {
    fn from(truth: bool) -> Self {
        Self::Bool(Some(truth))
    }
}

/// The values of a row, which are taken one after the other.
pub(crate) struct Row(std::vec::IntoIter<Value>);

impl Row {
    pub(crate) fn new(values: Vec<Value>) -> Self {
        Self(values.into_iter())
    }

    /// Takes the next value.
    pub(crate) fn value(&mut self) -> Option<Value> {
        self.0.next()
    }

    /// Takes the next value as a string that may be null.
    pub(crate) fn opt_text(&mut self, kind: Kind, column: &'static str) -> Result<Option<String>> {
        match self.value() {
            Some(Value::Text(text)) => Ok(text),
            _ => Err(AdapterError::Corrupt { kind, column }),
        }
    }

    /// Takes the next value as a string.
    pub(crate) fn text(&mut self, kind: Kind, column: &'static str) -> Result<String> {
        self.opt_text(kind, column)?.ok_or(AdapterError::Corrupt { kind, column })
    }

    /// Takes the next value as a secret that may be null.
    pub(crate) fn opt_secret(&mut self, kind: Kind, column: &'static str) -> Result<Option<Secret>> {
        Ok(self.opt_text(kind, column)?.map(Secret::new))
    }

    /// Takes the next value as an integer that may be null.
    pub(crate) fn opt_int(&mut self, kind: Kind, column: &'static str) -> Result<Option<i64>> {
        match self.value() {
            Some(Value::Int(number)) => Ok(number),
            Some(Value::Bool(truth)) => Ok(truth.map(i64::from)),
            Some(Value::Text(None) | Value::Real(None)) => Ok(None),
            _ => Err(AdapterError::Corrupt { kind, column }),
        }
    }

    /// Takes the next value as an integer.
    pub(crate) fn int(&mut self, kind: Kind, column: &'static str) -> Result<i64> {
        self.opt_int(kind, column)?.ok_or(AdapterError::Corrupt { kind, column })
    }

    /// Takes the next value as a point in time that may be null.
    pub(crate) fn opt_time(&mut self, kind: Kind, column: &'static str) -> Result<Option<UnixTime>> {
        Ok(self.opt_int(kind, column)?.map(UnixTime::from_millis))
    }

    /// Takes the next value as a point in time.
    pub(crate) fn time(&mut self, kind: Kind, column: &'static str) -> Result<UnixTime> {
        self.int(kind, column).map(UnixTime::from_millis)
    }

    /// Takes the next value as the ID of a user, which is a string or a number.
    pub(crate) fn user_id(&mut self, kind: Kind, column: &'static str) -> Result<StoredId> {
        match self.value() {
            Some(Value::Text(Some(text))) => Ok(StoredId::from_store(text)),
            Some(Value::Int(Some(number))) => Ok(StoredId::from_store(number.to_string())),
            _ => Err(AdapterError::Corrupt { kind, column }),
        }
    }
}
