//! Reads the item below an attribute. Function bodies are not parsed, so that half-written ones survive.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::quote;
use syn::{
    Attribute, FnArg, Generics, ItemStruct, Path, Signature, Token, Type, Visibility,
    ext::IdentExt,
    parse::{Parse, ParseStream, Parser},
};

use crate::contract::attribute;

/// The sort of item that an enum is.
pub(crate) const ENUM: &str = "an enum";

/// The item below an attribute.
pub(crate) enum Item {
    /// A function, without its body.
    Function(Box<Function>),
    /// A struct of any form.
    Struct(Box<ItemStruct>),
    /// Anything else.
    Other(Other),
}

/// A function up to its body.
pub(crate) struct Function {
    /// Its attributes.
    pub(crate) attrs: Vec<Attribute>,
    /// Its visibility.
    pub(crate) vis: Visibility,
    /// Its signature.
    pub(crate) sig: Signature,
    /// The `;` in place of a body, as in a trait.
    pub(crate) no_body: Option<Token![;]>,
}

/// An item that no attribute of this crate goes on.
pub(crate) struct Other {
    /// The sort of item in words, with its article.
    pub(crate) found: &'static str,
    /// The keyword of that sort.
    pub(crate) keyword: TokenTree,
    /// The type, if it is an enum or a union, which can implement the traits that the attribute promises.
    pub(crate) named: Option<Named>,
}

/// A type: its name and its generics.
pub(crate) struct Named {
    /// The name.
    pub(crate) ident: Ident,
    /// The generics.
    pub(crate) generics: Generics,
}

impl Named {
    /// Returns the name and the generics of a struct.
    pub(crate) fn of(item: &ItemStruct) -> Self {
        Self { ident: item.ident.clone(), generics: item.generics.clone() }
    }
}

impl Parse for Item {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let ahead = input.fork();
        let attrs = ahead.call(Attribute::parse_outer)?;
        let vis: Visibility = ahead.parse()?;
        if ahead.peek(Token![struct]) {
            return input.parse().map(Box::new).map(Self::Struct);
        }
        if let Some(found) = other(&ahead) {
            rest(input)?;
            return found_other(found, &ahead).map(Self::Other);
        }
        let sig: Signature = ahead.parse()?;
        let no_body = ahead.parse()?;
        rest(input)?;
        Ok(Self::Function(Box::new(Function { attrs, vis, sig, no_body })))
    }
}

/// Returns the sort of item in words; `None` for functions.
fn other(ahead: ParseStream<'_>) -> Option<&'static str> {
    let next_is = |word: &str| {
        let fork = ahead.fork();
        Ident::parse_any(&fork).is_ok_and(|ident| ident == word)
    };
    if ahead.peek(Token![const]) {
        let function = ahead.peek2(Token![fn])
            || ahead.peek2(Token![async])
            || ahead.peek2(Token![unsafe])
            || ahead.peek2(Token![extern]);
        return (!function).then_some("a constant");
    }
    if ahead.peek(Token![unsafe]) {
        return (ahead.peek2(Token![impl]) || ahead.peek2(Token![trait])).then_some("an impl block or trait");
    }
    [
        ("enum", ENUM),
        ("union", "a union"),
        ("impl", "an impl block"),
        ("trait", "a trait"),
        ("mod", "a module"),
        ("type", "a type alias"),
        ("static", "a static"),
        ("use", "an import"),
        ("macro_rules", "a macro"),
        ("let", "a variable"),
    ]
    .into_iter()
    .find_map(|(keyword, found)| next_is(keyword).then_some(found))
}

fn found_other(found: &'static str, ahead: ParseStream<'_>) -> syn::Result<Other> {
    let keyword: TokenTree = ahead.parse()?;
    let named = match found {
        ENUM | "a union" => {
            let (ident, mut generics): (Ident, Generics) = (ahead.parse()?, ahead.parse()?);
            generics.where_clause = ahead.parse()?;
            Some(Named { ident, generics })
        }
        _ => None,
    };
    rest(ahead)?;
    Ok(Other { found, keyword, named })
}

/// Consumes the remaining tokens.
fn rest(input: ParseStream<'_>) -> syn::Result<()> {
    input.parse::<TokenStream>().map(drop)
}

/// Separates an item from further attributes of this crate, and returns the name and path of each.
pub(crate) fn without_siblings(item: TokenStream) -> (TokenStream, Vec<(String, Path)>) {
    let mut siblings = Vec::new();
    let mut kept = TokenStream::new();
    let mut tokens = item.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let is_hash = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == '#');
        match tokens.peek().filter(|_| is_hash).and_then(sibling) {
            Some(sibling) => {
                siblings.push(sibling);
                tokens.next();
            }
            None => kept.extend([token]),
        }
    }
    (kept, siblings)
}

/// Returns the attribute in brackets if its path names one of this crate.
fn sibling(brackets: &TokenTree) -> Option<(String, Path)> {
    let TokenTree::Group(group) = brackets else { return None };
    let read = |input: ParseStream<'_>| {
        let path: Path = input.call(Path::parse_mod_style)?;
        rest(input)?;
        Ok(path)
    };
    let path = read.parse2(group.stream()).ok()?;
    let name = path.segments.last()?.ident.to_string();
    let is_ours = path.segments.len() == 2
        && path.segments.first()?.ident == "auth"
        && attribute::Attribute::ALL.iter().any(|attribute| attribute.name() == name);
    is_ours.then_some((name, path))
}

/// Returns those attributes of an item that generated items need too: `cfg` and lint levels.
pub(crate) fn shared_attributes(attrs: &[Attribute]) -> TokenStream {
    let attrs = attrs.iter().filter_map(|attr| {
        let name = attr.path().get_ident()?.to_string();
        match name.as_str() {
            "cfg" | "allow" | "warn" | "deny" | "forbid" => Some(quote!(#attr)),
            // An expectation that no generated item fulfils would itself be a warning.
            "expect" => match &attr.meta {
                syn::Meta::List(list) => {
                    let lints = &list.tokens;
                    Some(quote!(#[allow(#lints)]))
                }
                _ => None,
            },
            _ => None,
        }
    });
    quote!(#(#attrs)*)
}

/// Adds `<>` after the name of an item, unless the name already has `<…>`.
///
/// If a type is unknown, the compiler suggests a new type parameter at each place that names the type: in the
/// user's item and in the generated code. These would be two errors. At generated brackets the compiler does not
/// suggest that, so both errors are equal and are shown once.
pub(crate) fn with_brackets(item: TokenStream, name: &Ident, generics: &Generics) -> TokenStream {
    if generics.lt_token.is_some() {
        return item;
    }
    let mut found = false;
    let bracketed = item.into_iter().flat_map(|token| {
        let is_name = !found && matches!(&token, TokenTree::Ident(ident) if ident == name);
        found |= is_name;
        let brackets = if is_name { quote!(<>) } else { TokenStream::new() };
        std::iter::once(token).chain(brackets)
    });
    bracketed.collect()
}

/// Puts errors in the place of the types of refused arguments.
pub(crate) fn with_refused(
    item: TokenStream,
    sig: &Signature,
    refused: &[(usize, TokenStream)],
) -> TokenStream {
    if refused.is_empty() {
        return item;
    }
    let mut inputs = sig.inputs.clone();
    for (index, error) in refused {
        if let Some(FnArg::Typed(argument)) = inputs.iter_mut().nth(*index) {
            *argument.ty = Type::Verbatim(error.clone());
        }
    }
    let (mut named, mut replaced) = (false, false);
    let tokens = item.into_iter().map(|token| match token {
        TokenTree::Ident(ident) => {
            named |= ident == sig.ident;
            TokenTree::Ident(ident)
        }
        TokenTree::Group(group) if named && !replaced && group.delimiter() == Delimiter::Parenthesis => {
            replaced = true;
            let mut arguments = Group::new(Delimiter::Parenthesis, quote!(#inputs));
            arguments.set_span(group.span());
            TokenTree::Group(arguments)
        }
        token => token,
    });
    tokens.collect()
}
