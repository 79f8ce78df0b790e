//! The profiles of the catalogue: a user, as the API or the ID token of a provider describes it.
//!
//! Callbacks take them as `Option<Profile<GitHubProfile>>`:
//!
//! ```
//! use auth::{prelude::*, provider::profile::GitHubProfile};
//!
//! #[auth::sign_in]
//! async fn with_name(profile: Option<Profile<GitHubProfile>>) -> bool {
//!     profile.is_some_and(|Profile(profile)| profile.name.is_some())
//! }
//! ```

#[doc(inline)]
pub use auth_core::provider::profile::*;
