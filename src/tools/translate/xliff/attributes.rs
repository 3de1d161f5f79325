//! The attributes of an element, without references.

use quick_xml::escape::unescape;
use quick_xml::events::BytesStart;
use std::collections::BTreeMap;

/// Reads all attributes; those of other namespaces keep their prefix.
///
/// # Errors
/// What is wrong with them, in words.
pub(super) fn attributes(element: &BytesStart<'_>) -> Result<BTreeMap<String, String>, String> {
    let mut out = BTreeMap::new();
    for attribute in element.attributes() {
        let attribute = attribute.map_err(|_| "an attribute is not complete, or appears twice".to_owned())?;
        let value = unescape(&attribute.value);
        let value = value.map_err(|_| "a character after & in an attribute is not known".to_owned())?;
        out.insert(attribute.key.0.to_owned(), value.into_owned());
    }
    Ok(out)
}
