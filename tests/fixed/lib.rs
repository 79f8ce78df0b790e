//! The mistakes of `tests/ui`, each mended as its message says: the words after "write" are in the code, and it compiles.
//!
//! `tests/ui` requires a file here for each message that says what to write, and looks for the words in it.

#![cfg(test)]
#![allow(dead_code, unused_imports, unused_variables)]
#![allow(
    clippy::match_like_matches_macro,
    reason = "a message mends the pattern of a `match`, and leaves the `match`"
)]

mod another {
    mod access_under_jwt;
    mod authorize_under_sign_in;
    mod delete_account_under_sign_in;
    mod event_under_sign_in;
    mod factor_under_event;
    mod grants_under_guard;
    mod guard_under_session;
    mod jwt_under_session;
    mod jwt_under_sign_in;
    mod legacy_password_under_guard;
    mod redirect_under_sign_in;
    mod session_under_jwt;
    mod sign_in_under_authorize;
    mod sign_up_under_authorize;
    mod update_under_jwt;
}
mod apart {
    mod optional_form;
    mod state;
    mod update;
}
mod api_key {
    mod field_borrows;
    mod misspelt_field_option;
    mod misspelt_option;
    mod no_prefix;
    mod prefix_in_upper_case;
    mod prefix_is_a_number;
    mod prefix_is_empty;
    mod prefix_is_too_long;
    mod prefix_with_an_underscore;
    mod prefix_without_quotes;
    mod scopes_are_a_vec;
    mod scopes_are_one_permission;
    mod scopes_are_strings;
    mod scopes_in_a_hash_set;
    mod scopes_in_an_option;
    mod scopes_of_a_plain_enum;
}
mod authorize {
    mod borrows_the_form;
    mod form_in_a_wrapper;
    mod not_async;
    mod two_args;
}
mod body {
    mod address_as_text;
    mod address_is_compared;
    mod address_is_compared_with_some;
    mod address_is_matched;
    mod array_is_no_set;
    mod claim_is_text;
    mod cookie_is_compared;
    mod decision_as_an_error;
    mod error_is_formatted;
    mod error_is_text;
    mod id_is_cast;
    mod id_is_matched;
    mod id_is_moved;
    mod id_of_a_session_user;
    mod kind_is_compared;
    mod method_is_compared;
    mod method_names_the_provider;
    mod method_of_auth_js;
    mod method_of_links;
    mod method_of_links_2;
    mod no_none_without_an_option;
    mod no_ok;
    mod no_ok_in_two_branches;
    mod no_some;
    mod ok_without_a_result;
    mod path_is_no_decision;
    mod proven_address_is_compared;
    mod requested_url_is_no_target;
    mod role_is_matched;
    mod status_as_an_error;
    mod trigger_is_compared;
    mod url_is_matched;
}
mod borrowed {
    mod claim;
    mod column;
    mod form_field;
    mod key_field;
    mod session_field;
}
mod credentials {
    mod label_number;
    mod label_without_quotes;
    mod misspelt_option;
    mod unsized_str;
}
mod delete_account {
    mod borrows_the_transaction;
    mod headers_by_value;
    mod not_async;
    mod pool_state_ref;
    mod takes_the_event;
    mod takes_the_id;
    mod takes_user_by_value;
    mod transaction_is_borrowed_mutably;
    mod user_id_is_taken;
    mod wrong_value_returned;
}
mod event {
    mod account_arg;
    mod changes_the_session;
    mod misspelt_event;
    mod no_event;
    mod not_async;
    mod profile_plain;
    mod state_by_reference;
    mod takes_the_event_by_reference;
    mod user_by_value;
}
mod from_ref {
    mod misspelt_skip;
}
mod grants {
    mod changes_the_session;
    mod permission_without_a_set;
    mod session_in_an_option;
    mod takes_the_struct;
}
mod guard {
    mod changes_the_session;
    mod db_plain;
    mod fields_without_the_session;
    mod not_async;
    mod session_in_an_option;
    mod session_is_changed;
    mod takes_the_struct;
}
mod jwt {
    mod access_takes_the_claims;
    mod claim_borrows;
    mod is_new_user;
    mod max_in_quotes;
    mod max_without_a_number;
    mod migrate_string;
    mod misspelt_mode;
    mod mode_with_a_value;
    mod not_async;
    mod personal_with_parentheses;
    mod rename_without_quotes;
    mod takes_arc_config;
    mod takes_db_directly;
    mod token_by_another_name;
    mod trigger_is_text;
    mod unknown_field_option;
    mod version_in_quotes;
    mod version_string;
    mod version_zero;
}
mod legacy_password {
    mod password_by_value;
    mod password_is_a_str;
    mod takes_a_password;
}
mod misplaced {
    mod update_on_a_jwt;
}
mod permissions {
    mod misspelt_option;
    mod module_in_quotes;
    mod module_is_a_keyword;
    mod module_without_a_name;
    mod variant_with_a_field;
    mod variant_with_named_fields;
}
mod proven {
    mod age_in_seconds;
    mod age_in_seconds_2;
    mod age_in_seconds_3;
    mod duration_as_age;
    mod duration_as_age_2;
    mod duration_as_age_3;
    mod factor_as_age;
    mod factor_as_age_2;
    mod factor_as_age_3;
    mod fresh_with_a_factor;
    mod fresh_with_a_factor_2;
    mod fresh_with_a_factor_3;
    mod fresh_with_three;
}
mod provider {
    mod color_by_name;
    mod endpoint_is_a_path;
    mod flag_with_a_value;
    mod id_is_a_number;
    mod id_is_no_segment;
    mod issuer_is_a_constant;
    mod issuer_is_a_host;
    mod issuer_is_http;
    mod issuer_is_the_document;
    mod misspelt_option;
    mod no_id;
    mod not_async;
    mod nothing_said;
    mod profile_in_a_wrapper;
    mod profile_is_borrowed;
    mod scopes_with_commas;
    mod scopes_without_openid;
}
mod redirect {
    mod not_async;
    mod takes_text;
    mod url_and_base_url;
    mod url_is_borrowed_mutably;
}
mod second_factor {
    mod address_without_option;
    mod form_without_option;
    mod headers_by_value;
    mod not_async;
    mod returns_a_future;
    mod returns_the_future_of_a_box;
    mod takes_a_database_by_reference;
    mod takes_the_credentials;
    mod takes_user_by_value;
    mod takes_user_mutably;
}
mod session {
    mod from_jwt;
    mod from_ref;
    mod from_without_a_token;
    mod function_not_async;
    mod function_takes_user_by_value;
    mod function_takes_user_mutably;
    mod misspelt_option;
    mod with_but_no_token;
    mod with_call;
    mod with_string;
}
mod sign_in {
    mod account_by_value;
    mod address_without_option;
    mod const_function;
    mod crate_in_quotes;
    mod credentials_of_authjs;
    mod email_of_authjs;
    mod not_async;
    mod profile_without_option;
    mod state_by_another_name;
    mod state_by_reference;
    mod takes_user_by_value;
    mod takes_user_mutably;
}
mod sign_up {
    mod address_is_borrowed;
    mod address_is_optional;
    mod client_ip_without_option;
    mod cookies_by_reference;
    mod database_without_state;
    mod form_by_reference;
    mod form_in_an_option;
    mod headers_by_value;
    mod not_async;
    mod password_beside_the_form;
}
mod typescript {
    mod module_of_a_plain_session;
    mod ts_without_quotes;
    mod ts_without_typescript;
}
mod user {
    mod column_borrows;
    mod column_name_is_none;
    mod default_with_a_value;
    mod generic_user_in_session;
    mod misspelt_option;
    mod no_value_for_new_users;
    mod personal_is_misspelt;
    mod personal_with_a_value;
}
mod values {
    mod stored_id_of_a_string;
}
mod wiring {
    mod handlers_of_authjs;
    mod login;
    mod login_2;
    mod logout;
    mod middleware_of_authjs;
    mod new;
    mod secret_as_str;
    mod user_is_a_session;
    mod verify_token;
}
