//! From an item to what stands in its place: the item itself, then its traits, or its errors and a stub.

mod callback;
mod claims;
mod extension;
mod fallback;
pub(crate) mod from_ref;
mod provider;
pub(crate) mod typescript;
mod user;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::ItemStruct;

use crate::{
    check,
    conditional::Conditional,
    contract::{Event, Kind},
    diag::{Diagnostics, list, not_a_function, not_a_struct},
    fields,
    input::{self, Function, Item, Named, Other},
    model::{Attribute, Head},
    names::Names,
    options::Options,
    paths::Paths,
    provider::Description,
};

/// What a generated item may need: paths, and names that the user's item leaves free.
pub(crate) struct Context {
    pub(crate) paths: Paths,
    pub(crate) names: Names,
}

/// Expands one of the attributes.
pub(crate) fn attribute(attribute: Attribute, options: TokenStream, item: TokenStream) -> TokenStream {
    let (item, others) = input::without_siblings(item);
    // What does not parse, the compiler has refused already.
    let Ok(parsed) = syn::parse2::<Item>(item.clone()) else { return item };
    let mut errors = Diagnostics::default();
    for (other, path) in others {
        errors.at(path, second_attribute(attribute, &other));
    }
    let written = format!("#[auth::{}]", attribute.name());
    let given = options.clone();
    let options = Options::parse(options, &written, attribute.options(), &mut errors);
    let names = Names::of(quote!(#item));
    let context = Context { paths: Paths::new(options.path("crate")), names };
    if errors.is_empty()
        && let Some(Conditional { condition, with, without }) = Conditional::find(&item)
    {
        let _no_errors = errors.drain();
        let again = context.paths.root(attribute.name());
        return quote! {
            #[cfg(#condition)]
            #[#again(#given)]
            #with

            #[cfg(not(#condition))]
            #[#again(#given)]
            #without
        };
    }
    match parsed {
        Item::Function(function) => self::function(attribute, &options, &function, item, &context, errors),
        Item::Struct(item) => structure(attribute, &options, &item, &context, errors),
        Item::Other(other) => other_item(attribute, &other, &item, &context, errors),
    }
}

/// A function: the callback that the attribute and its options name.
fn function(
    attribute: Attribute,
    options: &Options,
    function: &Function,
    item: TokenStream,
    context: &Context,
    mut errors: Diagnostics,
) -> TokenStream {
    let head = Head {
        ident: function.sig.ident.clone(),
        vis: function.vis.clone(),
        beside: input::beside(&function.attrs),
    };
    let Some(kind) = kind(attribute, options, &mut errors) else {
        if matches!(attribute, Attribute::Credentials | Attribute::User) {
            errors.at(function.sig.fn_token, not_a_struct(attribute.name(), "a function"));
        }
        let stub = fallback::any_callback(attribute, &head, context, errors);
        return quote!(#item #stub);
    };
    let description = (kind == Kind::Provider).then(|| Description::read(options, &mut errors));
    let callback = check::callback(kind, &function.sig, &mut errors);
    if check::in_an_impl_block(kind, function, &mut errors) {
        // Inside an `impl` block nothing else can stand beside it, and outside the compiler would refuse it
        // once more.
        let errors = errors.drain();
        return quote!(#[cfg(any())] #item #(#errors)*);
    }
    let item = input::with_brackets(item, &function.sig.ident, &function.sig.generics);
    if errors.is_empty() {
        let _no_errors = errors.drain();
        let implementation = callback::expand(&callback, &head, context);
        let described = description.map(|description| provider::expand(&description, &head, context));
        let marker = callback::marker(&head, &quote!(#implementation #described), &context.paths);
        quote!(#item #marker)
    } else {
        let stub = fallback::callback(&callback, &head, context, errors);
        quote!(#item #stub)
    }
}

/// Which callback it is; `None` with an error where that cannot be known.
fn kind(attribute: Attribute, options: &Options, errors: &mut Diagnostics) -> Option<Kind> {
    let second = |errors: &mut Diagnostics, what: &str| {
        // Those that are none are refused for what they are.
        let is_mode = |key: &&proc_macro2::Ident| {
            !["crate", "from", "version", "migrate", "typescript"].iter().any(|other| *key == other)
        };
        let mut modes = options.keys().filter(is_mode);
        if let (Some(first), Some(second)) = (modes.next(), modes.next()) {
            errors.at(
                second,
                format!("{what}: `{first}` stands there already, so write a second function for `{second}`"),
            );
        }
    };
    match attribute {
        Attribute::Jwt => {
            struct_only(options, errors);
            for key in ["version", "migrate"].iter().filter_map(|key| options.key(key)) {
                let message = format!(
                    "`{key}` stands on the token struct, not on functions: `#[auth::jwt({key} = …)] \
                        struct Token`"
                );
                errors.at(key, message);
            }
            second(errors, "a function is called in one situation");
            if !errors.is_empty() {
                return None;
            }
            let mode = |key, kind| options.key(key).map(|_| kind);
            let mode = mode("update", Kind::JwtUpdate).or_else(|| mode("access", Kind::JwtAccess));
            Some(mode.unwrap_or(Kind::Jwt))
        }
        Attribute::Session => {
            struct_only(options, errors);
            if let Some(from) = options.key("from") {
                let message = "`from` stands on structs; a function takes the token as an argument: `token: \
                    &Jwt<Token>`";
                errors.at(from, message);
            }
            Some(Kind::Session)
        }
        Attribute::Event => {
            second(errors, "a function handles one event");
            let event = Event::ALL.into_iter().find(|event| options.key(event.name()).is_some());
            if event.is_none() && errors.is_empty() {
                let names = Event::ALL.map(Event::name);
                let message = format!(
                    "`#[auth::event]` needs the event: write `#[auth::event(sign_in)]`; there are {}",
                    list(&names)
                );
                errors.at_span(proc_macro2::Span::call_site(), message);
            }
            event.map(Kind::Event)
        }
        Attribute::SignIn => Some(Kind::SignIn),
        Attribute::Redirect => Some(Kind::Redirect),
        Attribute::Authorize => Some(Kind::Authorize),
        Attribute::Guard => Some(Kind::Guard),
        Attribute::Provider => Some(Kind::Provider),
        Attribute::Credentials | Attribute::User => None,
    }
}

/// Functions have no fields to export.
fn struct_only(options: &Options, errors: &mut Diagnostics) {
    if let Some(flag) = options.key("typescript") {
        let message = "`typescript` stands on structs, whose fields it exports: remove it here";
        errors.at(flag, message);
    }
}

/// A struct: the extension that the attribute names.
fn structure(
    attribute: Attribute,
    options: &Options,
    item: &ItemStruct,
    context: &Context,
    mut errors: Diagnostics,
) -> TokenStream {
    let kept = fields::without_own_attributes(item);
    let (from, exports) = (options.ty("from"), options.key("typescript"));
    let implementation = match attribute {
        Attribute::Jwt => {
            let version = fields::version(options, &mut errors);
            let claims = fields::claims(item, exports.is_some() || !errors.is_empty(), &mut errors);
            errors.is_empty().then(|| {
                let types = exports.map(|flag| typescript::claims(&claims, flag, context));
                let claims = claims::expand(&claims, &version, context);
                quote!(#claims #types)
            })
        }
        Attribute::Session => {
            let from_is_given = options.key("from").is_some() || !errors.is_empty();
            let may_export = exports.is_some() || !errors.is_empty();
            let session = fields::session(item, from_is_given, may_export, &mut errors);
            errors.is_empty().then(|| {
                let types = exports.map(|flag| typescript::session(&session, flag, context));
                let session = extension::session(&session, from, context);
                quote!(#session #types)
            })
        }
        Attribute::User => {
            let columns = fields::columns(item, &mut errors);
            errors.is_empty().then(|| user::columns(&columns, context))
        }
        Attribute::Credentials => {
            let form = fields::form(item, &mut errors);
            errors.is_empty().then(|| extension::form(&form, context))
        }
        _ => {
            if errors.is_empty() {
                errors.at(item.struct_token, wrong_item(attribute, "a struct"));
            }
            None
        }
    };
    let implementation = match implementation {
        Some(implementation) => {
            let _no_errors = errors.drain();
            implementation
        }
        None => {
            let named = Named::of(item);
            let types = exports.map(|flag| typescript::stub(attribute, &named, flag, &context.paths));
            let stub = fallback::named(attribute, &named, context, errors);
            quote!(#stub #types)
        }
    };
    let kept = input::with_brackets(quote!(#kept), &item.ident, &item.generics);
    quote!(#kept #implementation)
}

/// Neither a function nor a struct.
fn other_item(
    attribute: Attribute,
    other: &Other,
    item: &TokenStream,
    context: &Context,
    mut errors: Diagnostics,
) -> TokenStream {
    errors.at(other.keyword.to_token_stream(), wrong_item(attribute, other.found));
    let stub = match &other.named {
        Some(named) => fallback::named(attribute, named, context, errors),
        None => errors.drain().into_iter().collect(),
    };
    quote!(#item #stub)
}

/// Below an attribute there is another.
fn second_attribute(attribute: Attribute, other: &str) -> String {
    let name = attribute.name();
    if other == name {
        return format!("`#[auth::{name}]` stands here twice: remove one of the two");
    }
    format!(
        "`#[auth::{name}]` stands here already, and an item is one thing: remove one of the two, or write a second \
            item for `#[auth::{other}]`"
    )
}

fn wrong_item(attribute: Attribute, found: &str) -> String {
    let function = |kind: Kind| not_a_function(&kind.contract(), found);
    match attribute {
        Attribute::Credentials | Attribute::User => not_a_struct(attribute.name(), found),
        Attribute::Jwt | Attribute::Session => format!(
            "`#[auth::{}]` goes on a struct with named fields or on an `async fn`, not on {found}",
            attribute.name()
        ),
        Attribute::SignIn => function(Kind::SignIn),
        Attribute::Redirect => function(Kind::Redirect),
        Attribute::Authorize => function(Kind::Authorize),
        Attribute::Guard => function(Kind::Guard),
        Attribute::Provider => function(Kind::Provider),
        Attribute::Event => function(Kind::Event(Event::SignIn)),
    }
}
