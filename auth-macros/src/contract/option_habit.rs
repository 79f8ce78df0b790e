//! Options that other libraries have, or that people expect: each with what to write in place of it.

use super::{
    attribute::Attribute::{
        self, ApiKey, Authorize, Credentials, Event, Guard, Jwt, Permissions, Provider, Session, SignIn, User,
    },
    option::Place::{self, Field, Item},
};

/// Returns what to write in place of an option that a place does not have.
pub(crate) fn of(place: Place, key: &str) -> Option<&'static str> {
    match place {
        Field(Credentials) => of_form(key),
        Field(attribute) => of_field(attribute, key),
        Item(Provider) => of_provider(key),
        Item(attribute) => of_item(attribute, key),
        _ => None,
    }
}

/// The options of form libraries, and the attributes of HTML.
fn of_form(key: &str) -> Option<&'static str> {
    Some(match key {
        "optional" | "nullable" => "Make the field an `Option`",
        "default" | "value" | "initial" => {
            "A form has no defaults: make the field an `Option`, which is `None` if it is absent; a `bool` is `false`"
        }
        "kind" | "typ" | "ty" | "widget" | "html" | "input_type" => "The input type is `input = \"…\"`",
        "hidden" | "tel" | "url" | "number" | "date" | "time" | "search" | "checkbox" | "color" | "text" => {
            "The input type is `input = \"…\"`"
        }
        "pattern" | "regex" | "min" | "max" | "min_length" | "max_length" | "minlength" | "maxlength"
        | "length" | "len" | "validate" | "validator" | "range" | "custom" => {
            "The function that takes the form checks the value: `#[auth::authorize]` or `#[auth::sign_up]`"
        }
        "id" => "The name in the request is `rename = \"…\"`",
        "hint" | "help" | "description" | "example" => "The hint is `placeholder = \"…\"`",
        "title" | "text_label" | "caption" => "The label is `label = \"…\"`",
        "secret" | "sensitive" => "A password is a field of the type `Secret`",
        "skip" | "ignore" => "Leave the field out of the struct",
        _ => return None,
    })
}

/// The options of serde, of database libraries and of others on fields.
fn of_field(attribute: Attribute, key: &str) -> Option<&'static str> {
    Some(match (attribute, key) {
        (_, "optional" | "nullable" | "null" | "skip_serializing_if") => "Make the field an `Option`",
        (Session, "skip" | "skip_serializing" | "hidden" | "private" | "secret" | "ignore" | "internal") => {
            "The browser sees every field of the struct: leave the field out"
        }
        (_, "skip" | "ignore" | "skip_serializing" | "skip_deserializing" | "transient") => {
            "Every field of the struct is stored: leave the field out"
        }
        (Session, "claim" | "source" | "from" | "field" | "map" | "path" | "column") => {
            "A field under another name, or computed, is taken by a function: `with = Token::function`"
        }
        (Session, "default") => "The session is made of its source at each read: make the field an `Option`",
        (Session, "flatten" | "top" | "top_level") => "A field next to `user` has the option `root`",
        (Jwt, "flatten" | "extra" | "other") => "Claims that no field declares are kept under `rest`",
        (Jwt, "max_len" | "max_length" | "len" | "length" | "size" | "limit") => "The limit is `max = 64`",
        (
            User,
            "max" | "max_length" | "length" | "sql_type" | "type" | "db_type" | "unique" | "index"
            | "not_null",
        ) => {
            "The adapter knows the columns of the database: `.user_columns([UserColumn::new(\"name\", ColumnType::Text)?])`"
        }
        (User, "primary_key" | "id" | "key") => "Every user has `user.id`: leave the field out",
        (ApiKey, "scope" | "permissions" | "permission") => {
            "The permissions of a key are the field `scopes: Set<Permission>`"
        }
        (
            _,
            "name" | "alias" | "serialize" | "deserialize" | "key" | "column" | "column_name" | "field"
            | "claim" | "json",
        ) => "Another name is `rename = \"…\"`",
        (Jwt | User | ApiKey, "with" | "serialize_with" | "deserialize_with") => {
            "The type of the field is read and written by its own `Serialize` and `Deserialize`"
        }
        _ => return None,
    })
}

/// The options of providers in Auth.js, and the parts of a client.
fn of_provider(key: &str) -> Option<&'static str> {
    Some(match key {
        "client_id" | "client_secret" | "clientId" | "clientSecret" | "secret" | "credentials" => {
            "The client is given where the provider is registered: `.provider(acme::from_env()?)` or \
                `.provider(acme::new(id, secret))`"
        }
        "redirect_uri" | "redirect_url" | "redirectUri" | "callback" | "callback_url" | "callbackUrl" => {
            "The redirect URI is always `…/auth/callback/` and the ID: register it at the provider"
        }
        "profile" | "user" | "map" => "The function itself maps the profile",
        "jwks" | "jwks_uri" | "jwks_url" | "keys" | "discovery" | "well_known" | "wellKnown" | "metadata"
        | "url" | "base_url" | "domain" | "host" => {
            "Endpoints and keys are discovered by `issuer = \"https://…\"`"
        }
        "pkce" | "checks" => "PKCE is on by default, and `without_pkce` turns it off",
        "nonce" => "The nonce is on by default, and `without_nonce` turns it off",
        "style" | "logo" | "icon" | "image" | "color" | "bg" => {
            "The colour of the button is `brand_color = \"#0a7cff\"`"
        }
        "type" | "kind" | "protocol" => {
            "A provider with `issuer` is OpenID Connect, one without is OAuth 2.0"
        }
        "params" | "prompt" | "authorization_params" | "audience" | "resource" | "access_type" => {
            "Further parameters are given where the provider is registered: \
                `acme::from_env()?.authorization_param(\"prompt\", \"consent\")`"
        }
        "label" | "title" | "display_name" => "The label of the button is `name = \"Acme\"`",
        "allow_dangerous_email_account_linking" | "allowDangerousEmailAccountLinking" => {
            "Call it where the provider is registered: `acme::from_env()?.allow_dangerous_email_account_linking()`"
        }
        _ => return None,
    })
}

/// The settings that belong to the builder, and the options of other attributes.
fn of_item(attribute: Attribute, key: &str) -> Option<&'static str> {
    Some(match (attribute, key) {
        (ApiKey, "expires" | "expiry" | "max_age" | "ttl" | "lifetime" | "expires_in") => {
            "The expiry is given when a key is made: `auth.create_key(&session, key, name, Expires::days(90))`"
        }
        (ApiKey, "header" | "name" | "hash" | "length") => {
            "A key is `{prefix}_{id}_{secret}`, in the header `Authorization`"
        }
        (
            Jwt | Session,
            "max_age" | "maxAge" | "expires" | "expiry" | "ttl" | "lifetime" | "exp" | "expires_in",
        ) => "The age is a setting of the builder: `.session_max_age(…)`",
        (Jwt | Session, "secret" | "key" | "algorithm" | "alg" | "issuer" | "audience" | "encrypted") => {
            "How tokens are protected is a setting of the builder: `.secret(…)`, or `.signed(…)`"
        }
        (Jwt | Session, "cookie" | "cookie_name" | "name" | "same_site" | "secure") => {
            "The cookie is a setting of the builder: `.cookies(…)`"
        }
        (Jwt, "sign_in" | "signin" | "issue" | "create") => {
            "Without an option, the function runs at each sign-in"
        }
        (Jwt, "read" | "verify" | "check" | "validate") => "A check at every read is `#[auth::jwt(access)]`",
        (Jwt, "refresh" | "edit" | "change") => "Changes from the browser are `#[auth::jwt(update)]`",
        (Session, "database" | "db" | "store" | "strategy") => {
            "Sessions in a database are a setting of the builder: `.database_sessions(adapter)`, with `from = User`"
        }
        (Session | Jwt, "rename_all" | "rename" | "deny_unknown_fields" | "default") => {
            "Options of a field go on the field: `#[auth(rename = \"…\")]`"
        }
        (Credentials, "id" | "name" | "label" | "title") => {
            "The ID and the name are given where the form is registered: `.credentials_as::<login>(\"staff\", \"Staff\")`"
        }
        (Authorize, "form" | "id" | "name" | "provider" | "credentials") => {
            "The form is the argument of the function, and further forms are registered by `.credentials_as::<login>(id, name)`"
        }
        (
            Event,
            "sign_up" | "signup" | "register" | "registration" | "new_user" | "user_created" | "created",
        ) => "A new user is the event `create_user`",
        (Event, "kind" | "name" | "on" | "event" | "type" | "after" | "events") => {
            "The event is written alone: `#[auth::event(sign_in)]`"
        }
        (Event, "login" | "log_in" | "logged_in" | "authenticated") => "A sign-in is the event `sign_in`",
        (Event, "logout" | "log_out" | "logged_out") => "A sign-out is the event `sign_out`",
        (Event, "error" | "failure" | "sign_in_failed" | "login_failed" | "denied") => {
            "A sign-in that fails is no event: it is in the log, with the target `auth`"
        }
        (Guard, "redirect" | "login_url" | "else" | "or" | "otherwise" | "status") => {
            "The sign-in page is a setting of the builder, `.pages(…)`; a user whom the guard denies gets 403"
        }
        (Guard, "role" | "roles" | "permission" | "permissions" | "path" | "session") => {
            "The function itself decides: `async fn admins(session: &Session<Visible>) -> bool`"
        }
        (SignIn, "order" | "priority" | "provider" | "providers" | "only") => {
            "Guards run in the order of `.sign_in::<…>()`; a guard for one provider compares `account.provider`"
        }
        (User, "table" | "table_name" | "name" | "schema") => {
            "The table is that of the adapter; the struct has its further columns"
        }
        (Permissions, "rename_all" | "rename" | "session" | "from") => {
            "A permission has the name of its variant in snake case"
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_habit_is_an_option_of_its_place() {
        for attribute in Attribute::ALL {
            for place in [Item(*attribute), Field(*attribute)] {
                for option in place.options() {
                    let habit = of(place, option.key());
                    assert!(habit.is_none(), "{} has the option {}", place.written(), option.key());
                }
            }
        }
    }
}
