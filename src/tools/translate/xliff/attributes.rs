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
        let attribute = attribute.map_err(|error| error.to_string())?;
        let value = unescape(&attribute.value).map_err(|error| error.to_string())?;
        out.insert(attribute.key.0.to_owned(), value.into_owned());
    }
    Ok(out)
}
