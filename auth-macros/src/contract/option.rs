//! The options of attributes, derives and fields, one row each. The options of `#[auth::event]` come from the
//! table of events.
//!
//! A row has a constant, by which the checks read the option. If nothing reads it, the compiler reports an unused
//! constant. A row called `_` is read through its role alone.

use super::{
    attribute::Attribute::{self, ApiKey, Credentials, Jwt, Permissions, Provider, Session, User},
    callback::Kind,
    event::Event,
};
use Place::{Field, FromRefField, Item, TypeScript, TypeScriptField};
use Places::{AllItems, Only};
use Role::{Mode, StructOnly};

/// The value that follows `key =`.
#[derive(Clone, Copy)]
pub(crate) enum Expect {
    /// None: the key alone.
    Flag,
    /// A type.
    Type,
    /// A name.
    Name,
    /// A path.
    Path,
    /// The path of this crate.
    CratePath,
    /// A string in quotes.
    String,
    /// A whole number of at least 1.
    Number,
}

/// A place for options.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// `#[auth::…(…)]` on an item.
    Item(Attribute),
    /// `#[auth(…)]` on a field of a struct under an attribute.
    Field(Attribute),
    /// `#[auth(…)]` on a type under `#[derive(TypeScript)]`.
    TypeScript,
    /// `#[auth(…)]` on a field of such a type.
    TypeScriptField,
    /// `#[from_ref(…)]` on a struct under `#[derive(FromRef)]`.
    FromRef,
    /// `#[from_ref(…)]` on a field of such a struct.
    FromRefField,
}

/// The places of one option.
#[derive(Clone, Copy)]
enum Places {
    /// These places.
    Only(&'static [Place]),
    /// Every attribute and derive.
    AllItems,
}

/// The effect of an option on the kind of item.
#[derive(Clone, Copy)]
pub(crate) enum Role {
    /// None.
    Any,
    /// Makes a function this kind of callback. A function has one of these options at most, a struct none.
    Mode(Kind),
    /// Belongs on structs. The message is the error for a function.
    StructOnly(&'static str),
}

/// One option.
#[derive(Clone, Copy)]
pub(crate) struct Spec {
    /// A working form, which begins with the key.
    pub(crate) example: &'static str,
    /// The value.
    pub(crate) expect: Expect,
    /// The effect on the kind of item.
    pub(crate) role: Role,
    places: Places,
}

macro_rules! options {
    ($($places:expr => { $($option:tt: $expect:ident, $example:literal $(, $role:expr)?;)* })*) => {
        $($(options!(@const $option, options!(@spec $places, $expect, $example $(, $role)?));)*)*

        /// All rows, in the order in which messages list them.
        const ALL: &[Spec] = &[$($(options!(@spec $places, $expect, $example $(, $role)?)),*),*];
    };
    (@const _, $spec:expr) => {};
    (@const $option:ident, $spec:expr) => {
        pub(crate) const $option: Spec = $spec;
    };
    (@spec $places:expr, $expect:ident, $example:literal) => {
        options!(@spec $places, $expect, $example, Role::Any)
    };
    (@spec $places:expr, $expect:ident, $example:literal, $role:expr) => {
        Spec { example: $example, expect: Expect::$expect, role: $role, places: $places }
    };
}

options! {
    // option                  value      as it is written        kind of item
    Only(&[Item(Jwt)]) => {
        _:                     Flag,      "update",               Mode(Kind::JwtUpdate);
        _:                     Flag,      "access",               Mode(Kind::JwtAccess);
        VERSION:               Number,    "version = 2",          StructOnly(VERSION_ON_A_FUNCTION);
        MIGRATE:               Path,      "migrate = from_v1",    StructOnly(MIGRATE_ON_A_FUNCTION);
    }
    Only(&[Item(Session)]) => {
        FROM:                  Type,      "from = Token",         StructOnly(FROM_ON_A_FUNCTION);
    }
    Only(&[Item(Permissions)]) => {
        MODULE:                Name,      "module = may";
    }
    Only(&[Item(Jwt), Item(Session), Item(Permissions)]) => {
        TYPESCRIPT:            Flag,      "typescript",           StructOnly(TYPESCRIPT_ON_A_FUNCTION);
    }
    Only(&[Item(Provider)]) => {
        ID:                    String,    "id = \"acme\"";
        NAME:                  String,    "name = \"Acme\"";
        ISSUER:                String,    "issuer = \"https://acme.example\"";
        AUTHORIZATION:         String,    "authorization = \"https://acme.example/authorize\"";
        TOKEN:                 String,    "token = \"https://acme.example/token\"";
        USERINFO:              String,    "userinfo = \"https://acme.example/me\"";
        SCOPES:                String,    "scopes = \"openid email\"";
        BRAND_COLOR:           String,    "brand_color = \"#0a7cff\"";
        CLIENT_AUTH:           String,    "client_auth = \"client_secret_post\"";
        PROFILE_FROM_USERINFO: Flag,      "profile_from_userinfo";
        WITHOUT_NONCE:         Flag,      "without_nonce";
        WITHOUT_PKCE:          Flag,      "without_pkce";
        FORM_POST:             Flag,      "form_post";
    }
    Only(&[Item(ApiKey)]) => {
        PREFIX:                String,    "prefix = \"acme\"";
    }
    Only(&[Field(Session)]) => {
        WITH:                  Path,      "with = path::to::function";
        ROOT:                  Flag,      "root";
    }
    Only(&[Field(Credentials)]) => {
        PASSWORD:              Flag,      "password";
        EMAIL:                 Flag,      "email";
        REQUIRED:              Flag,      "required";
        INPUT:                 String,    "input = \"…\"";
        LABEL:                 String,    "label = \"…\"";
        PLACEHOLDER:           String,    "placeholder = \"…\"";
        AUTOCOMPLETE:          String,    "autocomplete = \"…\"";
    }
    Only(&[Field(Jwt), Field(User), Field(ApiKey)]) => {
        DEFAULT:               Flag,      "default";
    }
    Only(&[Field(Jwt), Field(User)]) => {
        PERSONAL:              Flag,      "personal";
    }
    Only(&[Field(Jwt), Field(User), Field(Session), Field(Credentials), Field(ApiKey)]) => {
        RENAME:                String,    "rename = \"…\"";
    }
    Only(&[Field(Jwt)]) => {
        MAX:                   Number,    "max = 64";
    }
    Only(&[Field(Jwt), Field(Session), TypeScript, TypeScriptField]) => {
        TS:                    String,    "ts = \"string\"";
    }
    Only(&[Field(Jwt)]) => {
        REST:                  Flag,      "rest";
    }
    Only(&[FromRefField]) => {
        SKIP:                  Flag,      "skip";
    }
    AllItems => {
        CRATE:                 CratePath, "crate = ::auth";
    }
}

const VERSION_ON_A_FUNCTION: &str =
    "`version` goes on the token struct, not on functions: `#[auth::jwt(version = …)] struct Token`";
const MIGRATE_ON_A_FUNCTION: &str =
    "`migrate` goes on the token struct, not on functions: `#[auth::jwt(migrate = …)] struct Token`";
const FROM_ON_A_FUNCTION: &str =
    "`from` goes on structs; a function takes the token as an argument: `token: &Jwt<Token>`";
const TYPESCRIPT_ON_A_FUNCTION: &str =
    "`typescript` goes on structs and exports their fields: remove it here";

impl Spec {
    /// Returns the key.
    pub(crate) fn key(&self) -> &'static str {
        self.example.split_once(' ').map_or(self.example, |(key, _)| key)
    }

    /// Returns the option of `#[auth::event]` for an event.
    const fn event(event: Event) -> Self {
        Self {
            example: event.name(),
            expect: Expect::Flag,
            role: Mode(Kind::Event(event)),
            places: Only(&[Item(Attribute::Event)]),
        }
    }

    fn goes_at(&self, place: Place) -> bool {
        match self.places {
            Only(places) => places.contains(&place),
            AllItems => matches!(place, Item(_) | TypeScript | Place::FromRef),
        }
    }
}

/// Returns the places where an option of this name goes.
pub(crate) fn places(key: &str) -> Vec<Place> {
    let places = ALL.iter().filter(|option| option.key() == key).filter_map(|option| match option.places {
        Only(places) => Some(places.iter().copied()),
        AllItems => None,
    });
    places.flatten().collect()
}

impl Place {
    /// Returns the options of the place, in the order in which messages list them.
    pub(crate) fn options(self) -> Vec<Spec> {
        let events = Event::ALL.iter().map(|event| Spec::event(*event));
        events.chain(ALL.iter().copied()).filter(|option| option.goes_at(self)).collect()
    }

    /// Returns the attribute as users write it.
    pub(crate) fn written(self) -> String {
        match self {
            Item(attribute) => format!("#[auth::{}]", attribute.name()),
            Field(_) | TypeScript | TypeScriptField => "#[auth(…)]".to_owned(),
            Place::FromRef | FromRefField => "#[from_ref(…)]".to_owned(),
        }
    }
}
