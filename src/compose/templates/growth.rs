//! Filters of Tera's that make more of a value than there was: with a limit.
//!
//! Tera's own do the work, after it was seen how much it is.

use super::budget::{FILTER, LARGEST, ROUNDS, reached, size, take_work};
use crate::compose::markdown;
use std::cell::RefCell;
use std::sync::LazyLock;
use tera::{Context, Kwargs, State, Tera, TeraResult, Value};

/// For how many bytes an element counts that is compared with all others.
const COMPARED: usize = 64;

/// A filter of Tera's that is to be called, and what it gave.
#[derive(Default)]
struct Call {
    asked: Option<(&'static str, Value, Kwargs)>,
    given: Option<TeraResult<Value>>,
}

thread_local! {
    static CALL: RefCell<Call> = RefCell::default();
}

/// Tera with nothing of ours but a function that calls one of its filters: they have no other name.
static ORIGINAL: LazyLock<Tera> = LazyLock::new(|| {
    let mut tera = Tera::new();
    tera.autoescape_on([""]);
    tera.set_escape_fn(markdown::escape);
    tera.register_function("call", |_: Kwargs, state: &State<'_>| {
        let asked = CALL.with_borrow_mut(|call| call.asked.take());
        let given = asked.map(|(name, value, arguments)| state.call_filter(name, &value, arguments));
        CALL.with_borrow_mut(|call| call.given = given);
        ""
    });
    tera
});

/// What Tera's own filter makes of a value.
fn original(name: &'static str, value: Value, arguments: Kwargs) -> TeraResult<Value> {
    CALL.set(Call { asked: Some((name, value, arguments)), given: None });
    ORIGINAL.render_str("{{ call() }}", &Context::new(), true)?;
    CALL.take().given.unwrap_or_else(|| Ok(Value::undefined()))
}

/// How many bytes or elements a filter would make.
type Made = fn(&Value, &Kwargs) -> usize;

/// The filters, and how much they make; for a list in bytes of its elements.
const GROWING: [(&str, Made); 5] = [
    ("replace", |value, with| {
        let (text, from) = (value.as_str().unwrap_or_default(), text(with, "from"));
        let times = if from.is_empty() { text.len() + 1 } else { text.matches(from).count() };
        text.len() + times * text_length(with, "to")
    }),
    ("indent", |value, with| {
        let text = value.as_str().unwrap_or_default();
        let width = with.get::<usize>("width").ok().flatten().unwrap_or(4).min(1000);
        text.len() + (text.matches('\n').count() + 1) * width * text_length(with, "indentation").max(1)
    }),
    ("join", |value, with| {
        let elements = value.as_array().map_or(0, <[Value]>::len);
        size(value, LARGEST).map_or(usize::MAX, |size| size + elements * text_length(with, "sep"))
    }),
    ("split", |value, with| {
        let (text, pattern) = (value.as_str().unwrap_or_default(), text(with, "pat"));
        let parts = if pattern.is_empty() { text.len() } else { text.matches(pattern).count() };
        text.len() + parts * 16
    }),
    ("unique", |value, _| value.as_array().map_or(0, <[Value]>::len) * COMPARED),
];

fn text<'k>(arguments: &'k Kwargs, name: &str) -> &'k str {
    let value = arguments.iter().find(|(key, _)| key.as_str() == Some(name));
    value.and_then(|(_, value)| value.as_str()).unwrap_or_default()
}

fn text_length(arguments: &Kwargs, name: &str) -> usize {
    // An escaped sign is two.
    2 * text(arguments, name).len()
}

/// Gives Tera these filters in place of its own.
pub fn register(tera: &mut Tera) {
    for (name, made) in GROWING {
        tera.register_filter(name, move |value: Value, arguments: Kwargs, _: &State<'_>| {
            let made = made(&value, &arguments);
            if made > LARGEST {
                return Err(reached(FILTER));
            }
            // Elements that are compared with each other are work for each pair.
            let work = if name == "unique" { (made / COMPARED).pow(2) / 2 } else { made };
            if !take_work(work) {
                return Err(reached(ROUNDS));
            }
            original(name, value, arguments)
        });
    }
}
