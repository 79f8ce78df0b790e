//! The imports that the files of the catalogue share.

pub(super) use serde::Deserialize;
pub(super) use serde_json::Value;

pub(super) use super::{
    common::{bearer_by_default, full_name, insert, optional},
    vendor::vendor,
};
pub(super) use crate::{
    config::Color,
    contract::{BoxError, ProfileUser, StandardClaims, TokenSet},
    json,
    provider::oauth::{
        ClientAuthMethod, Definition, IdTokenAlgorithm, Lookup, MissingVariable, OAuthProvider, TokenAnswer,
        UserInfo, UserProfile, Vendor,
    },
};
