//! The imports of the catalogue's files.

pub(super) use serde::Deserialize;
pub(super) use serde_json::Value;

pub(super) use super::{
    common::{bearer_by_default, flag, full_name, id, insert},
    vendor::vendor,
};
pub(super) use crate::{
    BoxError, StandardClaims, TokenSet,
    config::Color,
    provider::oauth::{
        ClientAuthMethod, Definition, IdTokenAlgorithm, Lookup, MissingVariable, OAuthProvider, ProfileUser,
        TokenAnswer, UserInfo, UserProfile, Vendor,
    },
};
