//! The vendors of the catalogue, one file each: a definition, a profile, and what makes a user of it.

mod github;

pub use self::github::{GitHub, GitHubProfile};

/// Declares a vendor of the catalogue: a type with the constructors of its provider.
///
macro_rules! vendor {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name;

        impl $name {
            /// With a client id and a client secret.
            #[expect(clippy::new_ret_no_self, reason = "a vendor is a type, and a provider what is made of it")]
            pub fn new(
                client_id: impl Into<String>,
                client_secret: impl Into<$crate::Secret>,
            ) -> $crate::provider::oauth::OAuthProvider<Self> {
                $crate::provider::oauth::OAuthProvider::new(client_id, client_secret)
            }

            /// With the client id and secret of the environment; see [`OAuthProvider::from_env`].
            ///
            /// [`OAuthProvider::from_env`]: crate::provider::oauth::OAuthProvider::from_env
            ///
            /// # Errors
            /// Names the variable that is not set.
            pub fn from_env() -> Result<
                $crate::provider::oauth::OAuthProvider<Self>,
                $crate::provider::oauth::MissingVariable,
            > {
                $crate::provider::oauth::OAuthProvider::from_env()
            }
        }
    };
}
use vendor;
