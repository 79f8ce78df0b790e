//! The parameters and the body of a request.

use std::{borrow::Cow, collections::HashSet};

use http::{HeaderMap, header::CONTENT_TYPE};
use serde_json::Value;

use super::BadRequest;
use crate::{contract::form::FormInput, json};

/// The maximum number of parameters of a URL, and of fields of a form. A request with more is malformed.
const MAX_FIELDS: usize = 256;

/// The number of fields up to which each is compared with the others, without a hash.
const FEW_FIELDS: usize = 8;

/// Names with values. Each name occurs once; of repeated ones, the last counts.
#[derive(Default)]
pub(crate) struct Fields<'r>(Vec<(Cow<'r, str>, Cow<'r, str>)>);

impl<'r> Fields<'r> {
    /// Reads `application/x-www-form-urlencoded` as `URLSearchParams` does.
    fn parse(encoded: &'r [u8]) -> Result<Self, BadRequest> {
        Ok(Self::last_of_each(pairs(encoded)?))
    }

    /// Keeps the last of the fields with the same name.
    fn last_of_each(mut fields: Vec<(Cow<'r, str>, Cow<'r, str>)>) -> Self {
        let are_distinct = fields.len() <= FEW_FIELDS
            && (1..).zip(&fields).all(|(next, (name, _))| fields.iter().skip(next).all(|(it, _)| it != name));
        if !are_distinct {
            let mut seen = HashSet::with_capacity(fields.len());
            fields.reverse();
            fields.retain(|(name, _)| seen.insert(name.clone()));
            fields.reverse();
        }
        Self(fields)
    }

    /// Returns the value of a name.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(candidate, _)| candidate == name).map(|(_, value)| value.as_ref())
    }

    /// Iterates over all names with their values.
    #[cfg(any(feature = "oauth", test))]
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_ref(), value.as_ref()))
    }
}

/// Returns all names with their values, as they were sent.
///
/// # Errors
/// Fails if there are more than [`MAX_FIELDS`].
fn pairs(encoded: &[u8]) -> Result<Vec<(Cow<'_, str>, Cow<'_, str>)>, BadRequest> {
    let pairs: Vec<_> = form_urlencoded::parse(encoded).take(MAX_FIELDS + 1).collect();
    if pairs.len() > MAX_FIELDS { Err(BadRequest::TooManyFields) } else { Ok(pairs) }
}

/// Lets the parameters of a callback be read as a form.
impl FormInput for Fields<'_> {
    fn text(&self, name: &str) -> Option<&str> {
        self.get(name)
    }
}

/// The parameters of a request's URL.
#[derive(Default)]
pub(crate) struct Query<'r> {
    fields: Fields<'r>,
    error: Option<Cow<'r, str>>,
}

impl<'r> Query<'r> {
    /// Parses the part of a URL after `?`.
    ///
    /// # Errors
    /// Fails if there are too many parameters.
    pub(super) fn parse(encoded: &'r str) -> Result<Self, BadRequest> {
        let fields = pairs(encoded.as_bytes())?;
        let error = fields.iter().find(|(name, _)| name == "error").map(|(_, value)| value.clone());
        Ok(Self { fields: Fields::last_of_each(fields), error })
    }

    /// Returns the value of a parameter; of a repeated one, the last.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.fields.get(name)
    }

    /// Returns the first `error`, which the pages show.
    pub(crate) fn error(&self) -> Option<&str> {
        self.error.as_deref()
    }

    /// Returns all parameters, each name once.
    #[cfg(any(feature = "oauth", test))]
    pub(crate) fn fields(&self) -> &Fields<'r> {
        &self.fields
    }
}

/// The body of a POST. It has no `Debug`, since it can contain passwords.
pub(crate) enum Body<'r> {
    /// No body, or one of an unknown content type.
    None,
    /// The fields of a form.
    Form(Fields<'r>),
    /// Any JSON value.
    Json(Value),
}

/// One member of a body.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Member<'b> {
    /// A string.
    Text(&'b str),
    /// Any other JSON value, including null.
    Other(&'b Value),
}

impl<'r> Body<'r> {
    /// Parses a body. The type that the content type *contains* decides, so parameters such as a charset do not matter.
    ///
    /// # Errors
    /// Fails if the content type is JSON and the body is not, and if a form has too many fields.
    pub(super) fn parse(headers: &HeaderMap, bytes: &'r [u8]) -> Result<Self, BadRequest> {
        let Some(content_type) = headers.get(CONTENT_TYPE).filter(|_| !bytes.is_empty()) else {
            return Ok(Self::None);
        };
        let content_type = content_type
            .to_str()
            .map_or_else(|_| String::from_utf8_lossy(content_type.as_bytes()), Cow::from);
        if content_type.contains("application/json") {
            json::parse(bytes).map(Self::Json).map_err(|_| BadRequest::Json)
        } else if content_type.contains("application/x-www-form-urlencoded") {
            Fields::parse(bytes).map(Self::Form)
        } else {
            Ok(Self::None)
        }
    }

    /// Returns the fields of a form; no fields if the body is anything else.
    #[cfg(feature = "oauth")]
    pub(crate) fn fields(&self) -> &Fields<'r> {
        const NONE: &Fields<'static> = &Fields(Vec::new());
        match self {
            Self::Form(fields) => fields,
            Self::None | Self::Json(_) => NONE,
        }
    }

    /// Returns a member that is a string.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        match self.get(name)? {
            Member::Text(text) => Some(text),
            Member::Other(_) => None,
        }
    }

    /// Returns a member of any type.
    pub(crate) fn get(&self, name: &str) -> Option<Member<'_>> {
        match self {
            Self::None => None,
            Self::Form(fields) => fields.get(name).map(Member::Text),
            Self::Json(value) => {
                value.get(name).map(|member| member.as_str().map_or(Member::Other(member), Member::Text))
            }
        }
    }
}

/// Lets a body be read as a sign-in form, whether it is form-encoded or JSON.
impl FormInput for Body<'_> {
    fn text(&self, name: &str) -> Option<&str> {
        self.text(name)
    }
}
